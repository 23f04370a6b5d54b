import { type Acknowledgment, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { VariableName } from '../../src/adapters/env.ts';

/** What a function gets to use something: the variables that name it, together with the rights to use it. */
export interface Binding {
  variables: Partial<Record<VariableName, string>>;
  statements: PolicyStatement[];
  /** Findings of cdk-nag about these statements, each with the reason why there is no narrower way. */
  acknowledged?: Acknowledgment[];
}

/** A statement that allows; conditions where AWS can hold it narrower than by resource. */
export function allow(
  actions: string[],
  resources: string[],
  conditions?: Record<string, Record<string, unknown>>,
): PolicyStatement {
  return new PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) });
}

/**
 * Says why a statement names a resource that ends in `*`. The id is the one that cdk-nag gives to exactly this
 * resource; it names tokens as the template does.
 */
export function acknowledgeResource(scope: IConstruct, resource: string, reason: string): Acknowledgment {
  return { id: `AwsSolutions-IAM5[Resource::${written(Stack.of(scope).resolve(resource))}]`, reason };
}

function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, inner] = ['', '']] = Object.entries(value as Record<string, unknown>);
  if (name === 'Fn::Join') return ((inner as [string, unknown[]])[1] ?? []).map(written).join('');
  if (name === 'Fn::GetAtt') return `<${(inner as string[]).join('.')}>`;
  return `<${String(inner)}>`;
}
