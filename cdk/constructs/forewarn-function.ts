import { createHash } from 'node:crypto';
import { type Acknowledgment, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { VariableName } from '../../src/adapters/env.ts';
import type { FunctionFiles } from '../bundle/build-functions.ts';
import { functionCode } from '../bundle/function-code.ts';
import type { Configuration } from '../config.ts';
import { FUNCTIONS, type FunctionName } from '../functions.ts';
import { allow, type Binding } from './binding.ts';

export interface ForewarnFunctionProps {
  name: FunctionName;
  files: FunctionFiles;
  config: Pick<Configuration, 'architecture' | 'logDays'>;
  version: string;
  /** Encrypts the log; AWS's own key where there is none. */
  key: IKey | undefined;
  /** Where it runs, if its calls are to come from one address. */
  vpc?: IVpc | undefined;
  bindings: Binding[];
}

/**
 * A function of Forewarn, with everything that all of them share: Node 24, tracing, a log of its own that is
 * forgotten in time, source maps, a role that may do nothing but what its bindings bring. Each variable comes by a
 * binding, with its right; one that is missing or unknown to the function's plan fails the synthesis.
 */
export class ForewarnFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly name: FunctionName;
  private readonly bound = new Set<VariableName>();

  constructor(scope: Construct, id: string, props: ForewarnFunctionProps) {
    super(scope, id);
    this.name = props.name;
    const plan = FUNCTIONS[props.name];
    const planned: readonly VariableName[] = plan.variables;
    const logGroup = new LogGroup(this, 'Log', {
      retention: props.config.logDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.key ? { encryptionKey: props.key } : {}),
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What Forewarn's ${props.name} may do`,
    });
    this.function = new LambdaFunction(this, 'Function', {
      description: `lambdas/${props.name}.ts: ${plan.description}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: props.config.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      handler: 'index.handler',
      code: functionCode(props.name, props.files),
      memorySize: plan.memoryMb,
      timeout: Duration.seconds(plan.timeoutSeconds),
      tracing: Tracing.ACTIVE,
      role: this.role,
      logGroup,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
      ...(props.vpc ? { vpc: props.vpc } : {}),
    });
    this.role.addToPolicy(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]));
    Validations.of(this.role).acknowledge(TRACES);
    this.bind({ variables: { FOREWARN_VERSION: props.version }, statements: [] });
    if (planned.includes('FOREWARN_BUILD'))
      this.bind({ variables: { FOREWARN_BUILD: buildOf(props.files) }, statements: [] });
    for (const binding of props.bindings) this.bind(binding);
    this.node.addValidation({ validate: () => this.problems() });
  }

  /** Gives the function what it needs to use something. */
  bind({ variables, statements, acknowledged = [] }: Binding): void {
    for (const [name, value] of Object.entries(variables)) {
      this.bound.add(name as VariableName);
      this.function.addEnvironment(name, value);
    }
    for (const statement of statements) this.role.addToPolicy(statement);
    Validations.of(this.role).acknowledge(...acknowledged);
  }

  private problems(): string[] {
    const planned: readonly VariableName[] = FUNCTIONS[this.name].variables;
    const missing = planned.filter((name) => !this.bound.has(name));
    const unknown = [...this.bound].filter((name) => !planned.includes(name));
    return [
      ...missing.map((name) => `${this.name} reads ${name}, which nothing binds`),
      ...unknown.map((name) => `${this.name} is given ${name}, which it never reads`),
    ];
  }
}

/** A digest of the bundled code, the same for each processor. */
function buildOf(files: FunctionFiles): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of files) if (path.endsWith('.mjs')) hash.update(path).update(bytes);
  return hash.digest('hex').slice(0, 16);
}

const TRACES: Acknowledgment = {
  id: 'AwsSolutions-IAM5[Resource::*]',
  reason: 'X-Ray has no resource to name: traces are put with `*` or not at all.',
};
