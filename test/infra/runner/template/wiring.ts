import type { HttpRoute } from '../event-sources/http-routes.ts';
import type { QueueMapping } from '../event-sources/queue-source.ts';
import type { RuleTarget } from '../event-sources/rule-source.ts';
import type { StreamMapping } from '../event-sources/stream-source.ts';
import type { FunctionDefinition } from '../function-definition.ts';
import type { Deployed, Properties } from './types.ts';

/** Asynchronous invocations are tried twice more where nothing else is said. */
const RETRIES = 2;
/** Retries of a stream without a limit; a test has to end. */
const ENDLESS = 20;

/** What wakes a function. */
export type Wake = { function: string } & (
  | { kind: 'queue'; mapping: QueueMapping }
  | { kind: 'stream'; mapping: StreamMapping }
  | { kind: 'rule'; target: RuleTarget }
);

/** A function of a template, by the file that its description names, and the name of its role. */
export type DeployedFunction = FunctionDefinition & { stem: string; roleArn: string };

/** The functions of a template. */
export function functionsOf(
  resources: readonly Deployed[],
  folderOf: (key: string) => string,
): DeployedFunction[] {
  return resources
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(({ logicalId, ref, attributes, properties }) => {
      const {
        Code,
        Environment,
        Description = '',
        ...own
      } = properties as unknown as {
        Code: { S3Key: string };
        Description?: string;
        Handler: string;
        MemorySize?: number;
        Timeout?: number;
        Role: string;
        Environment?: { Variables?: Record<string, string> };
      };
      return {
        stem: /^lambdas\/([\w-]+)\.ts/.exec(Description)?.[1] ?? logicalId,
        roleArn: own.Role,
        name: ref,
        arn: attributes.Arn ?? '',
        handler: own.Handler,
        memoryMb: own.MemorySize ?? 128,
        timeoutSeconds: own.Timeout ?? 3,
        environment: Environment?.Variables ?? {},
        folder: folderOf(Code.S3Key),
      };
    });
}

/** What wakes the functions: event source mappings and rules. */
export function wakesOf(resources: readonly Deployed[]): Wake[] {
  return resources.flatMap((one): Wake[] => {
    if (one.type === 'AWS::Lambda::EventSourceMapping') return [mappingOf(one.properties)];
    if (one.type === 'AWS::Events::Rule' && one.properties.ScheduleExpression !== undefined)
      return rulesOf(one);
    return [];
  });
}

interface MappingProperties {
  FunctionName: string;
  EventSourceArn: string;
  BatchSize?: number;
  FunctionResponseTypes?: string[];
  ScalingConfig?: { MaximumConcurrency?: number };
  BisectBatchOnFunctionError?: boolean;
  MaximumRetryAttempts?: number;
  FilterCriteria?: { Filters?: { Pattern: string }[] };
  DestinationConfig?: { OnFailure?: { Destination?: string } };
}

function mappingOf(properties: Properties): Wake {
  const own = properties as unknown as MappingProperties;
  const partial = own.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false;
  const arn = own.EventSourceArn;
  if (/:sqs:/.test(arn)) {
    const concurrency = own.ScalingConfig?.MaximumConcurrency ?? 10;
    const mapping = { arn, batchSize: own.BatchSize ?? 10, partial, concurrency };
    return { kind: 'queue', function: own.FunctionName, mapping };
  }
  const retries = own.MaximumRetryAttempts ?? -1;
  const mapping: StreamMapping = {
    arn,
    batchSize: own.BatchSize ?? 100,
    patterns: (own.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern) as unknown),
    bisect: own.BisectBatchOnFunctionError ?? false,
    retries: retries < 0 ? ENDLESS : retries,
    partial,
    onFailure: own.DestinationConfig?.OnFailure?.Destination ?? null,
  };
  return { kind: 'stream', function: own.FunctionName, mapping };
}

function rulesOf({ attributes, properties }: Deployed): Wake[] {
  const { ScheduleExpression, Targets = [] } = properties as unknown as {
    ScheduleExpression: string;
    Targets?: {
      Arn: string;
      RetryPolicy?: { MaximumRetryAttempts?: number };
      DeadLetterConfig?: { Arn: string };
    }[];
  };
  return Targets.filter(({ Arn }) => /:lambda:/.test(Arn)).map(({ Arn, RetryPolicy, DeadLetterConfig }) => ({
    kind: 'rule',
    function: Arn,
    target: {
      ruleArn: attributes.Arn ?? '',
      expression: ScheduleExpression,
      retries: RetryPolicy?.MaximumRetryAttempts ?? RETRIES,
      deadLetters: DeadLetterConfig?.Arn ?? null,
    },
  }));
}

/** The routes of the HTTP API. */
export function routesOf(resources: readonly Deployed[]): HttpRoute[] {
  const byRef = new Map(resources.map((one) => [one.ref, one]));
  return resources
    .filter(({ type }) => type === 'AWS::ApiGatewayV2::Route')
    .map(({ properties }) => {
      const { RouteKey, Target, AuthorizationType, AuthorizerId, ApiId } = properties as Record<
        string,
        string
      >;
      const integration = byRef.get(Target?.replace('integrations/', '') ?? '')?.properties.IntegrationUri;
      const jwt = byRef.get(AuthorizerId ?? '')?.properties.JwtConfiguration as
        | { Issuer: string; Audience: string[] }
        | undefined;
      return {
        key: RouteKey ?? '',
        function: String(integration).replace(/^.*\/functions\/(arn:.+)\/invocations$/, '$1'),
        authorizer: authorizerOf(AuthorizationType, jwt, ApiId ?? ''),
      };
    });
}

function authorizerOf(
  type: string | undefined,
  jwt: { Issuer: string; Audience: string[] } | undefined,
  api: string,
): HttpRoute['authorizer'] {
  if (type === 'AWS_IAM') return { kind: 'iam', arn: `arn:aws:execute-api:eu-central-1:111122223333:${api}` };
  if (type === 'JWT' && jwt) return { kind: 'jwt', issuer: jwt.Issuer, audience: jwt.Audience };
  if (type === undefined || type === 'NONE') return { kind: 'none' };
  throw new RangeError(`the authoriser ${type} is not known here`);
}

/** Who may invoke a function, by the permissions of the template: `sqs` and `dynamodb` need none. */
export function invokersOf(resources: readonly Deployed[], functionArn: string): string[] {
  return resources
    .filter(
      ({ type, properties }) => type === 'AWS::Lambda::Permission' && properties.FunctionName === functionArn,
    )
    .map(({ properties }) => String(properties.Principal));
}
