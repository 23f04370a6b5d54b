import { announcesEnd } from '../drift/announces-end.ts';
import type { Difference } from '../drift/difference.ts';
import type { Effect } from '../drift/finding.ts';
import type { Subject } from '../drift/subject.ts';
import { isSameMedia } from '../pact/media.ts';
import type { PactField } from '../pact/types.ts';
import { acceptsTypes, acceptsValue, typesIn } from './accepts.ts';
import { type Location, readLocation } from './location.ts';
import { mayHurt } from './may-hurt.ts';
import { touchedBy } from './touched.ts';
import type { UsedBy } from './types.ts';

/** What a difference in an answer does to one use: only what we read counts. */
export function effectOnResponse(difference: Difference, use: UsedBy): Effect {
  const { subject, facet } = difference;
  if (!isOurAnswer(subject, use)) return 'none';
  if (facet === 'status') return effectOfStatus(difference, use);
  if (facet === 'media-type') return effectOfMedia(difference, use);
  if (use.fields === null) return mayHurt(difference) || announcesEnd(difference) ? 'may-break' : 'none';
  if (!isSameMedia(subject.media, use.responseMedia)) return 'none';
  const place = readLocation(subject.location);
  const { at, below } = touchedBy(use, 'response', place);
  if (at.length + below.length === 0) return 'none';
  return effectWhereRead(difference, at, place);
}

function effectWhereRead(difference: Difference, at: PactField[], place: Location): Effect {
  const { rule, facet } = difference;
  if (
    /-(removed|became-optional|became-write-only|value-mismatch|body-unreadable)$/.test(rule) &&
    isAbout(facet)
  )
    return 'breaks';
  if (announcesEnd(difference)) return 'may-break';
  if (facet === 'enum' || facet === 'const') return effectOfValues(difference, at);
  if (facet === 'type' || facet === 'nullable') return effectOfType(difference, at, place);
  return mayHurt(difference) ? 'may-break' : 'none';
}

/** Facets in which "removed" means that the value itself no longer comes. */
function isAbout(facet: Difference['facet']): boolean {
  return ['property', 'header', 'required', 'write-only', 'body', 'value'].includes(facet);
}

function effectOfValues({ rule, level, args }: Difference, at: PactField[]): Effect {
  const value = args.value;
  if (rule.endsWith('enum-value-removed')) {
    return at.some((field) => field.match === 'equality' && field.example === value) ? 'breaks' : 'none';
  }
  if (level === 'info') return 'none';
  const accepted = at.map((field) => (value === undefined ? null : acceptsValue(field, value)));
  if (accepted.includes(false)) return 'breaks';
  return accepted.every((answer) => answer === true) && at.length > 0 ? 'none' : 'may-break';
}

function effectOfType(difference: Difference, at: PactField[], place: Location): Effect {
  if (difference.level === 'info') return 'none';
  const types = typesIn(difference.args.to);
  if (types && at.length > 0 && at.every((field) => acceptsTypes(field, types, place.of === 'body')))
    return 'none';
  if (difference.rule.endsWith('type-changed')) return 'breaks';
  return at.some((field) => field.match !== 'type' && field.match !== 'other') ? 'breaks' : 'may-break';
}

function effectOfStatus(difference: Difference, use: UsedBy): Effect {
  const { rule, subject } = difference;
  if (rule.endsWith('-added')) return 'none';
  if (use.status === null) return mayHurt(difference) ? 'may-break' : 'none';
  return subject.status === undefined ? 'none' : 'breaks';
}

function effectOfMedia({ rule, level, subject, args }: Difference, use: UsedBy): Effect {
  // As the pact has it, the type is another one; whoever reads JSON of any name is not hurt.
  if (rule.endsWith('name-specialized') && args.from === use.responseMedia) return 'may-break';
  if (level === 'info') return 'none';
  // Seen live: the answer that we read came, and came as something else.
  if (rule === 'response-media-type-undocumented' && use.responseMedia === null) return 'may-break';
  if (use.responseMedia === null) return use.fields === null ? 'may-break' : 'none';
  const media = subject.media ?? (typeof args.media === 'string' ? args.media : undefined);
  if (!isSameMedia(media, use.responseMedia)) return 'none';
  return rule.endsWith('removed') ? 'breaks' : 'may-break';
}

/** True if the answer that we rely on is the one this subject describes. */
function isOurAnswer(subject: Subject, use: UsedBy): boolean {
  if (subject.status === undefined || use.status === null || subject.status === use.status) return true;
  const ours = use.response ?? null;
  if (subject.status === 'default') return ours === null || ours === 'default';
  const inClass = subject.status.endsWith('XX') && subject.status[0] === use.status[0];
  return inClass && (ours === null || ours === subject.status);
}
