import { announcesEnd } from '../drift/announces-end.ts';
import type { Difference } from '../drift/difference.ts';
import type { Effect } from '../drift/finding.ts';
import { isObject, type Json } from '../json.ts';
import { isSameMedia } from '../pact/media.ts';
import type { PactField } from '../pact/types.ts';
import { acceptsValue, typesIn } from './accepts.ts';
import { fitsType, isWithinBound } from './bounds.ts';
import { type Location, readLocation } from './location.ts';
import { mayHurt } from './may-hurt.ts';
import { sentAt, sentParents, touchedBy } from './touched.ts';
import type { UsedBy } from './types.ts';

/** What a difference in what they take does to one use: only what we send, or now would have to, counts. */
export function effectOnRequest(difference: Difference, use: UsedBy): Effect {
  const { level, facet, subject } = difference;
  const place = readLocation(subject.location);
  const demands = isDemand(difference);
  if (facet === 'refusal') return 'breaks';
  if (use.fields === null || use.grade !== 'pact') {
    if (demands) return 'breaks';
    return mayHurt(difference) || announcesEnd(difference) ? 'may-break' : 'none';
  }
  if (facet === 'media-type') return effectOfMedia(difference, use);
  if (place.of === 'body' && !isSameMedia(subject.media, use.requestMedia)) return 'none';
  if (demands) return isMet(use, place) ? 'none' : 'breaks';
  const sent = sentAt(use, place);
  if (sent.length === 0) return facet === 'default' && level !== 'info' ? 'may-break' : 'none';
  return effectWhereSent(difference, sent, touchedBy(use, 'request', place).at, place.of !== 'body');
}

/** A part of the request that was not asked for before and now is. */
function isDemand({ rule }: Difference): boolean {
  return DEMANDS.test(rule);
}

/** `required` does not hold in requests while a property is read-only, so it begins to when that ends. */
const DEMANDS =
  /^new-(required-)?request-|-became-required(-with-default)?$|-body-added-required$|required-property-became-not-read-only$/;

function isMet(use: UsedBy, place: Location): boolean {
  const name = place.steps.at(-1);
  if (place.of !== 'body' || name === undefined) return sentAt(use, place).length > 0;
  return sentParents(use, place).every((parent) => isObject(parent) && Object.hasOwn(parent, name));
}

function effectWhereSent(difference: Difference, sent: Json[], at: PactField[], written: boolean): Effect {
  const { rule, level, facet, args } = difference;
  if (rule === 'request-body-removed') return 'breaks';
  if (
    /-(removed|removed-with-deprecation|became-read-only|removed-before-sunset)$/.test(rule) &&
    isPart(facet)
  ) {
    return 'may-break';
  }
  if (announcesEnd(difference)) return 'may-break';
  if (level === 'info' && !mayHurt(difference)) return isWidening(difference) ? 'loosens' : 'none';
  if (rule.endsWith('enum-value-removed')) return effectOfEnum(args.value, sent, at);
  if (facet === 'default') return 'none';
  if (facet === 'nullable') return sent.includes(null) ? 'breaks' : 'none';
  if (facet === 'type') return effectOfType(args.to, sent, written);
  const bound = args.to ?? args.value;
  if (bound !== undefined && sent.some((value) => isWithinBound(facet, bound, value, written) === false))
    return 'breaks';
  return 'may-break';
}

/** Facets in which "removed" means that they no longer take the part itself. */
function isPart(facet: Difference['facet']): boolean {
  return ['property', 'parameter', 'header', 'body', 'read-only'].includes(facet);
}

function isWidening({ facet, rule }: Difference): boolean {
  const says = ['deprecated', 'sunset', 'stability', 'default', 'discriminator', 'write-only', 'tag'];
  return !says.includes(facet) && !/^new-|-added-optional$|annotation-only$|read-only/.test(rule);
}

function effectOfEnum(value: Json | undefined, sent: Json[], at: PactField[]): Effect {
  if (value === undefined) return 'may-break';
  if (sent.some((item) => item === value || String(item) === String(value))) return 'breaks';
  return at.some((field) => field.match !== 'equality' && acceptsValue(field, value) !== false)
    ? 'may-break'
    : 'none';
}

function effectOfType(to: Json | undefined, sent: Json[], written: boolean): Effect {
  const types = typesIn(to);
  if (!types) return 'breaks';
  return sent.every((value) => types.some((type) => fitsType(type, value, written))) ? 'none' : 'breaks';
}

function effectOfMedia({ rule, level, subject, args }: Difference, use: UsedBy): Effect {
  if (use.requestMedia === null) return 'none';
  const media = subject.media ?? (typeof args.media === 'string' ? args.media : undefined);
  if (!isSameMedia(media, use.requestMedia)) return 'none';
  if (level === 'info') return 'none';
  return rule.endsWith('removed') ? 'breaks' : 'may-break';
}
