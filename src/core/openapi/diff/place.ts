import type { Difference, OperationName } from '../../drift/difference.ts';
import type { Subject } from '../../drift/subject.ts';
import type { JsonObject } from '../../json.ts';
import type { Operation } from '../document/types.ts';
import type { PairNode } from './compare/pair-graph.ts';
import type { Stability } from './policy.ts';
import type { Site } from './rules/rule-table.ts';
import { type ChangeKey, proofOf, ruleFor } from './rules/rules.ts';

/** A schema of an operation, in both documents. */
export interface Place {
  subject: Subject;
  operation: OperationName | null;
  /** Site of the schema itself; what is inside it is at {@link INNER}. */
  site: 'request-body' | 'request-parameter' | 'response-body' | 'response-header';
  node: PairNode;
  /** True where a default has no effect: the value is always sent. */
  alwaysSent?: boolean;
  /** Site of what is inside, where it is not that of {@link INNER}. */
  inner?: Site;
  /** Level of its operation; stable where it is absent. */
  stability?: Stability;
}

/** A difference, or a schema whose differences follow once all are compared. */
export type Found = Difference | { place: Place };

/** Site of what is inside a schema. */
export const INNER: Record<Place['site'], Site> = {
  'request-body': 'request-property',
  'request-parameter': 'request-parameter-property',
  'response-body': 'response-property',
  'response-header': 'response-property',
};

/** The difference that a change of a facet at a site is; null where no rule tells it. */
export function differenceOf(
  site: Site,
  key: ChangeKey,
  more: Pick<Difference, 'subject' | 'operation' | 'pointer'> & { args?: JsonObject; otherwise?: ChangeKey },
): Difference | null {
  const rule = ruleFor(site, key) ?? (more.otherwise ? ruleFor(site, more.otherwise) : null);
  if (!rule) return null;
  return {
    rule: rule.id,
    level: rule.level,
    direction: rule.direction,
    subject: more.subject,
    facet: rule.facet,
    args: more.args ?? {},
    operation: more.operation,
    pointer: more.pointer,
    proof: proofOf(rule),
  };
}

/** What people know an operation by: one object for all that is told of it. */
export function nameOf(operation: Operation): OperationName {
  const known = names.get(operation);
  if (known) return known;
  const { method, path, operationId, summary } = operation;
  const name: OperationName = {
    method,
    path,
    ...(operationId !== undefined && { operationId }),
    ...(summary !== undefined && { summary }),
  };
  names.set(operation, name);
  return name;
}

const names = new WeakMap<Operation, OperationName>();
