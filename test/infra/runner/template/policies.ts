import type { Context } from '../../stand-ins/principals.ts';
import type { Deployed } from './types.ts';

/** A statement of a policy, resolved. */
interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** Decides as IAM does: what no statement allows, or any denies, is not allowed. */
export type Allows = (action: string, resource: string, context: Context) => boolean;

/** The policies of each role of a deployment, by the role's name. */
export function rolesOf(resources: readonly Deployed[]): (role: string) => Allows {
  const statements = new Map<string, Statement[]>();
  const add = (role: string, document: unknown) => {
    const { Statement } = document as { Statement: Statement[] };
    statements.set(role, [...(statements.get(role) ?? []), ...Statement]);
  };
  for (const { type, ref, properties } of resources) {
    if (type === 'AWS::IAM::Role')
      for (const policy of (properties.Policies ?? []) as { PolicyDocument: unknown }[])
        add(ref, policy.PolicyDocument);
    if (type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy')
      for (const role of (properties.Roles ?? []) as string[]) add(role, properties.PolicyDocument);
  }
  return (role) => (action, resource, context) => {
    const meant = (statements.get(role) ?? []).filter((one) => applies(one, action, resource, context));
    return meant.some(({ Effect }) => Effect === 'Allow') && !meant.some(({ Effect }) => Effect === 'Deny');
  };
}

function applies(statement: Statement, action: string, resource: string, context: Context): boolean {
  const { Action, Resource, Condition = {} } = statement;
  return (
    [Action].flat().some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    [Resource].flat().some((pattern) => like(pattern, resource)) &&
    Object.entries(Condition).every(([operator, wanted]) =>
      Object.entries(wanted).every(([key, values]) => holds(operator, [values].flat(), context[key])),
    )
  );
}

/** A key that the request has not got fails every operator but `ForAllValues`. */
function holds(operator: string, wanted: string[], given: string[] | undefined): boolean {
  const [, set, kind] =
    /^(ForAllValues:|ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike)$/.exec(operator) ?? [];
  if (kind === undefined) throw new RangeError(`the condition ${operator} is not known here`);
  const fits = (value: string) =>
    wanted.some((one) => (kind === 'StringEquals' ? one === value : like(one, value)));
  if (set === 'ForAllValues:') return (given ?? []).every(fits);
  return (given ?? []).some(fits);
}

function like(pattern: string, text: string): boolean {
  const parts = pattern
    .split('*')
    .map((part) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '.'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}
