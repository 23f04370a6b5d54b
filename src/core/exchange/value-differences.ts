import type { Subject } from '../drift/subject.ts';
import type { Json, JsonObject } from '../json.ts';
import { asArgument } from '../openapi/diff/compare/fact.ts';
import type { Site } from '../openapi/diff/rules/rule-table.ts';
import type { Located } from '../openapi/document/types.ts';
import { type ConformContext, type FoundChange, type Noted, noteOf } from './conform-context.ts';
import { changeOf } from './fault-change.ts';
import { locationOf, propertySegment, schemaAt } from './fault-place.ts';
import { witnessOf } from './fault-witness.ts';
import { isOfFormat } from './formats.ts';
import { isFieldName } from './kept-text.ts';
import { member, unfolded } from './schema-place.ts';
import type { Reading, SchemaFault } from './schema-validators.ts';
import { partOf, settleFaults } from './settle-faults.ts';
import { propertySchemas } from './typed-value.ts';
import type { Part, Place } from './walk-plan.ts';
import { walkValue } from './walk-value.ts';

/** A value of an exchange and the schema that it was promised to fit. */
export interface PromisedValue {
  subject: Subject;
  site: Site;
  /** The site of what lies inside the value. */
  inner: Site;
  reading: Reading;
  schema: Located<Json>;
  value: Json;
}

/**
 * Everything about a value that its schema does not allow, as the spec diff would tell it.
 *
 * @returns `undecided` where nothing could be said of the value as a whole
 */
export function* valueDifferences(
  context: ConformContext,
  promised: PromisedValue,
): Generator<Noted, 'judged' | 'undecided'> {
  const { schema, reading, value } = promised;
  const found = context.validators(schema, reading)(value);
  if (found.length === 0) return 'judged';
  const faults = settleFaults(context.document.raw, schema, value, found);
  const present =
    reading === 'response' && !found.some(isOfWhole)
      ? presentLocations(context, promised)
      : new Set<string>();
  for (const fault of faults) yield noted(context, promised, fault, present);
  return found.some(isOfWhole) ? 'undecided' : 'judged';
}

/** Of one value, no more than this is told that refuses nothing: an answer may have properties without end. */
const MOST_BESIDES = 2_000;

/**
 * What of a value is told and never refused: values that are not of the format that is stated and, of an answer,
 * properties that the document does not know.
 */
export function besidesOf(context: ConformContext, promised: PromisedValue): Noted[] {
  const notes: Noted[] = [];
  const told = new Set<string>();
  const isNew = (what: string, location: string): boolean => {
    const key = `${what} ${location}`;
    return told.size < MOST_BESIDES && !told.has(key) && told.add(key).size > 0;
  };
  const { validators, document } = context;
  const walk = { root: document.raw, validators, reading: promised.reading, passing: true };
  const see = (value: Json, { formats }: Place): void => {
    if (formats.length === 0 || (typeof value !== 'string' && typeof value !== 'number')) return;
    const odd = formats.find(({ format }) => isOddlyWritten(format, value));
    if (odd && isNew(odd.format, odd.part.location)) notes.push(formatMismatch(context, promised, odd.part));
  };
  const unknown = (name: string, { parts }: Place): void => {
    const at = parts[0];
    if (!at || told.size >= MOST_BESIDES || !isFieldName(name)) return;
    const location = at.location + propertySegment(name);
    if (!isNew('', location)) return;
    notes.push(
      difference(context, promised, {
        key: 'property.undocumented',
        site: 'response-property',
        location,
        args: { property: name },
        pointer: at.schema.pointer,
      }),
    );
  };
  walkValue(
    walk,
    promised.schema,
    promised.value,
    see,
    promised.reading === 'response' ? unknown : undefined,
  );
  return notes;
}

function isOddlyWritten(format: string, value: string | number): boolean {
  if (isOfFormat(format, value)) return false;
  return typeof value !== 'string' || !value.includes('<credentials>');
}

function formatMismatch(context: ConformContext, promised: PromisedValue, { schema, location }: Part): Noted {
  return difference(context, promised, {
    key: 'format.mismatch',
    site: location === '' ? promised.site : promised.inner,
    location,
    args: { format: asArgument(schema.value.format) },
    pointer: schema.pointer,
  });
}

function isOfWhole({ keyword, schemaPath }: SchemaFault): boolean {
  return keyword === 'undecided' && schemaPath.length === 0;
}

function noted(
  context: ConformContext,
  promised: PromisedValue,
  fault: SchemaFault,
  present: ReadonlySet<string>,
): Noted {
  const root = context.document.raw;
  const at = locationOf(root, promised.schema, fault.schemaPath);
  const place = schemaAt(root, promised.schema, fault.schemaPath) ?? promised.schema;
  if (fault.keyword === 'undecided') {
    const subject = { ...promised.subject, location: promised.subject.location + at };
    return { undecided: { subject, failure: { class: 'document-too-hard', detail: 'schema not judged' } } };
  }
  const value = partOf(promised.value, fault.instancePath);
  const change = changeOf(fault, promised.reading, value, context.isWord);
  const location = at + (change.property === null ? '' : propertySegment(change.property));
  const sometimes = change.key === 'property.removed-required' && present.has(location);
  const isFilledIn =
    change.key === 'property.added-required' && hasDefault(root, place, change.property ?? '');
  return difference(context, promised, {
    ...change,
    key: sometimes
      ? 'required.became-optional'
      : isFilledIn
        ? 'property.added-required-with-default'
        : change.key,
    site: location === '' ? promised.site : promised.inner,
    location,
    pointer: (change.property !== null && propertyPointer(place, change.property)) || place.pointer,
    witness: () => witnessOf(context, place, promised.reading, fault, value),
  });
}

/** What is not sent is what its default says. */
function hasDefault(root: JsonObject, schema: Located<Json>, name: string): boolean {
  return propertySchemas(root, [schema], name).some((property) =>
    unfolded(root, property).some(({ value }) => value.default !== undefined),
  );
}

function propertyPointer(schema: Located<Json>, name: string): string | null {
  const properties = member(schema, 'properties');
  return (properties && member(properties, name)?.pointer) ?? null;
}

function difference(
  context: ConformContext,
  { subject }: PromisedValue,
  found: Omit<FoundChange, 'subject'> & { location: string },
): Noted {
  return noteOf(context.operation, {
    ...found,
    subject: { ...subject, location: subject.location + found.location },
  });
}

/** Every place of the value that is there at least once. */
function presentLocations(context: ConformContext, promised: PromisedValue): Set<string> {
  const walk = { root: context.document.raw, validators: context.validators, reading: promised.reading };
  const present = new Set<string>();
  walkValue(walk, promised.schema, promised.value, (_, { parts }) => {
    for (const { location } of parts) present.add(location);
  });
  return present;
}
