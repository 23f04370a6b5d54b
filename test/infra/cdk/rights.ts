import type { Template } from 'aws-cdk-lib/assertions';
import { resourcesOf } from './deployment.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

/**
 * Everything that any role of a template may do, as text to be reviewed: by role, by resource, sorted. References are
 * written `<LogicalId>` without the hash at its end.
 */
export function rightsOf(template: Template): string {
  const byRole = new Map<string, string[]>();
  for (const [, { Properties }] of resourcesOf(template, 'AWS::IAM::Policy'))
    for (const { Ref } of Properties.Roles as { Ref: string }[]) {
      const lines = (Properties.PolicyDocument.Statement as Statement[]).map(written);
      byRole.set(named(Ref), [...(byRole.get(named(Ref)) ?? []), ...lines]);
    }
  const trusts = resourcesOf(template, 'AWS::IAM::Role').map(([id, { Properties }]) => {
    const [{ Principal, Condition }] = Properties.AssumeRolePolicyDocument.Statement;
    const managed = Properties.ManagedPolicyArns ? `, managed ${text(Properties.ManagedPolicyArns)}` : '';
    const when = Condition ? ` when ${condition(Condition)}` : '';
    return [named(id), `for ${Principal.Service}${when}${managed}`] as const;
  });
  return trusts
    .sort()
    .map(([role, trust]) => [`# ${role}: ${trust}`, ...(byRole.get(role) ?? []).sort(), ''].join('\n'))
    .join('\n');
}

/** Statements of all roles, for what must hold of each. */
export function statementsOf(template: Template): { role: string; actions: string[]; resources: string[] }[] {
  return resourcesOf(template, 'AWS::IAM::Policy').flatMap(([, { Properties }]) =>
    (Properties.PolicyDocument.Statement as Statement[]).map(({ Action, Resource }) => ({
      role: named(Properties.Roles[0].Ref),
      actions: [Action].flat(),
      resources: [Resource].flat().map(text),
    })),
  );
}

function written({ Effect, Action, Resource, Condition }: Statement): string {
  const on = [Resource].flat().map(text).sort().join(' ');
  const when = Condition ? `\n      when ${condition(Condition)}` : '';
  return `  ${Effect.toLowerCase()} ${[Action].flat().sort().join(' ')}\n      on ${on}${when}`;
}

function condition(of: unknown): string {
  return Object.entries(of as Record<string, Record<string, unknown>>)
    .flatMap(([operator, pairs]) =>
      Object.entries(pairs).map(([key, value]) => `${operator} ${key} ${[value].flat().map(text).join(' ')}`),
    )
    .join(', ');
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, inner] = ['', '']] = Object.entries(value as Record<string, unknown>);
  if (name === 'Ref') return `<${named(String(inner))}>`;
  if (name === 'Fn::GetAtt') return `<${named((inner as string[])[0] ?? '')}.${(inner as string[])[1]}>`;
  if (name === 'Fn::Join') return (inner as [string, unknown[]])[1].map(text).join('');
  throw new Error(`not understood: ${JSON.stringify(value)}`);
}

function named(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
