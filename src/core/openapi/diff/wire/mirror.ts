import type { Difference } from '../../../drift/difference.ts';
import { isObject } from '../../../json.ts';
import { targetWhereKnown } from '../../document/reference.ts';
import type { ApiDocument } from '../../document/types.ts';
import type { Reading } from '../compare/fact.ts';
import type { Context } from '../operation-pair.ts';
import { differenceOf, type Found, type Place } from '../place.ts';
import type { Site } from '../rules/rule-table.ts';
import { type ChangeKey, findRule } from '../rules/rules.ts';

type Documents = Pick<Context, 'baseline' | 'observed'>;

/** What the partner sends us is read like an answer, what we answer like a request. */
const READINGS: Record<Reading, Reading> = {
  request: 'response',
  parameter: 'response',
  response: 'request',
};

const SITES: Record<Place['site'], Place['site']> = {
  'request-body': 'response-body',
  'request-parameter': 'response-header',
  'response-body': 'request-body',
  'response-header': 'request-parameter',
};

const OTHER_SITES: Partial<Record<Site, Site>> = {
  ...SITES,
  'request-property': 'response-property',
  'request-parameter-property': 'response-property',
  'response-property': 'request-property',
};

/** How a change is called in the other direction, where it is not called the same. */
const KEYS: Partial<Record<ChangeKey, ChangeKey>> = {
  'parameter.added-required': 'header.added',
  'parameter.added-optional': 'header.added',
  'parameter.removed': 'header.removed-optional',
  'parameter.added-required-to-path': 'header.added',
  'parameter.added-optional-to-path': 'header.added',
  'parameter.added-in-path': 'header.added',
  'parameter.removed-with-deprecation': 'header.removed-optional',
  'parameter.removed-before-sunset': 'header.removed-optional',
  'header.added': 'parameter.added-optional',
  'header.removed-required': 'parameter.removed',
  'header.removed-optional': 'parameter.removed',
  'media-type.name-generalized': 'media-type.added',
  'media-type.name-specialized': 'media-type.removed',
  'status.range-narrowed': 'status.answer-removed',
  'status.success-added': 'status.answer-added',
  'status.success-removed': 'status.answer-removed',
  'status.non-success-added': 'status.error-answer-added',
  'status.non-success-removed': 'status.error-answer-removed',
  'body.added-required': 'body.sent',
  'body.added-optional': 'body.sent',
  'body.removed': 'body.not-sent',
};

/** Who reads what a query holds decodes it anyway; who writes it must know. */
const OF_WRITERS = new Set<ChangeKey>([
  'allow-reserved.set',
  'allow-reserved.unset',
  'allow-empty-value.set',
  'allow-empty-value.unset',
]);

/** A context in which schemas are read the other way round. */
export function mirrored(context: Context): Context {
  const { graph } = context;
  const node: typeof graph.node = (baseline, observed, reading) =>
    graph.node(baseline, observed, READINGS[reading]);
  return { ...context, graph: { ...graph, node } };
}

/**
 * What is found about an operation that the partner calls on our side: the same changes by the rules of the other
 * direction. A change that means the same in both directions, such as another serialisation, keeps its rule.
 */
export function* mirror(documents: Documents, found: Iterable<Found>): Generator<Found> {
  for (const one of found) {
    if ('place' in one) yield { place: { ...one.place, site: SITES[one.place.site] } };
    else yield* mirroredDifference(documents, one);
  }
}

function* mirroredDifference(documents: Documents, difference: Difference): Generator<Difference> {
  const rule = findRule(difference.rule);
  if (!rule || rule.direction === 'none') {
    yield difference;
    return;
  }
  if (OF_WRITERS.has(rule.key)) return;
  const key = keyFor(rule.key, difference, documents);
  const { subject, operation, pointer, args } = difference;
  const other = differenceOf(otherSite(rule.site), key, { subject, operation, pointer, args });
  const direction = difference.direction === 'request' ? 'response' : 'request';
  yield { ...(other ?? difference), direction };
}

/** What always comes and what must be sent are told apart by the parameter or header itself. */
function keyFor(key: ChangeKey, { pointer }: Difference, { baseline, observed }: Documents): ChangeKey {
  if (key === 'header.added' && isRequired(observed, pointer.observed)) return 'parameter.added-required';
  if (key.startsWith('parameter.removed') && isRequired(baseline, pointer.baseline)) {
    return 'header.removed-required';
  }
  return KEYS[key] ?? key;
}

function isRequired({ raw }: ApiDocument, pointer: string | null): boolean {
  const found = pointer === null ? null : targetWhereKnown(raw, pointer, pointer);
  return isObject(found?.value) && found.value.required === true;
}

function otherSite(site: Site): Site {
  return OTHER_SITES[site] ?? site;
}
