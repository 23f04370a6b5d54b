import type { Difference } from '../drift/difference.ts';
import type { Subject } from '../drift/subject.ts';
import type { LiveInteraction, Mismatch } from '../exchange/types.ts';
import type { JsonObject } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import type { ApiDocument, Operation, ResponseObject } from '../openapi/document/types.ts';
import { isSameMedia, mediaOf } from './media.ts';
import { responseFor } from './response-for.ts';
import { readRulePath } from './rule-path.ts';
import { placeInSchema, type SchemaPlace } from './schema-place.ts';
import type { PactInteraction } from './types.ts';

/** What a mismatch is called: the part of a difference that depends on its kind. */
type Told = Pick<Difference, 'rule' | 'level' | 'facet' | 'args'>;

/**
 * What the verifier found in the answers to one interaction, as differences whose subjects are those
 * that documents give.
 *
 * @param operation the baseline's operation that the interaction calls; null where there is none.
 * @param document the operation's: tells what is required, what is a map and which alternative it is;
 *   without it every place counts as an optional property.
 */
export function mismatchDifferences(
  interaction: PactInteraction,
  live: LiveInteraction,
  operation: Operation | null,
  document: ApiDocument | null = null,
): Difference[] {
  const found = live.mismatches.map((mismatch) => difference(interaction, mismatch, operation, document));
  const key = ({ rule, facet, subject }: Difference) => JSON.stringify([rule, facet, subject]);
  return [...new Map(found.map((one) => [key(one), one])).values()];
}

function difference(
  interaction: PactInteraction,
  mismatch: Mismatch,
  operation: Operation | null,
  document: ApiDocument | null,
): Difference {
  const answer = operation ? responseFor(operation, interaction.response.status) : null;
  const subject: Subject = {
    method: interaction.request.method,
    path: operation ? operation.key.slice(operation.key.indexOf(' ') + 1) : interaction.request.path,
    section: 'response',
    status: answer?.status ?? String(interaction.response.status),
    location: '',
  };
  const named = operation && nameOf(operation);
  const rest = { direction: 'response', operation: named, proof: 'structural' } as const;
  if (mismatch.where === 'header') {
    const header = answer?.headers.find((one) => one.name.toLowerCase() === mismatch.path.toLowerCase());
    const told = headerTold(mismatch, header?.required ?? false);
    const location = `header:${mismatch.path.toLowerCase()}`;
    const pointer = { baseline: header?.pointer ?? null, observed: null };
    return { ...told, ...rest, subject: { ...subject, location }, pointer };
  }
  if (mismatch.where !== 'body') {
    const pointer = { baseline: answer?.pointer ?? null, observed: null };
    return { ...otherTold(mismatch), ...rest, subject, pointer };
  }
  const { media, place } = placeOf(interaction, mismatch, answer, document);
  return {
    ...bodyTold(mismatch, place),
    ...rest,
    subject: { ...subject, ...(media ? { media } : {}), location: place.location },
    pointer: { baseline: place.pointer, observed: null },
  };
}

function placeOf(
  interaction: PactInteraction,
  mismatch: Mismatch,
  answer: ResponseObject | null,
  document: ApiDocument | null,
): { media: string | null; place: SchemaPlace } {
  const ours = mediaOf(interaction.response.headers, interaction.response.body);
  const content = answer?.content.find((one) => isSameMedia(one.media, ours)) ?? null;
  const path = (readRulePath(mismatch.path) ?? []).map((step) =>
    step.kind === 'name' ? step.name : step.kind === 'index' ? step.index : 0,
  );
  const place = document
    ? placeInSchema(document, content?.schema ?? null, path, interaction.response.body)
    : { location: unschemed(path), pointer: content?.pointer ?? null, required: false };
  return { media: content?.media ?? ours, place };
}

function unschemed(path: readonly (string | number)[]): string {
  return toPointer(path.map((step) => (typeof step === 'number' ? '*' : step)));
}

function bodyTold(mismatch: Mismatch, place: SchemaPlace): Told {
  const root = place.location === '';
  if (mismatch.kind === 'missing' && !root) {
    const property = place.location.split('/').at(-1) ?? '';
    return {
      rule: place.required ? 'response-required-property-removed' : 'response-optional-property-removed',
      level: place.required ? 'breaking' : 'warning',
      facet: 'property',
      args: { property },
    };
  }
  if (mismatch.kind === 'type') {
    const rule = root ? 'response-body-type-changed' : 'response-property-type-changed';
    return { rule, level: 'breaking', facet: 'type', args: {} };
  }
  const facet = mismatch.kind === 'missing' ? 'body' : 'value';
  return { rule: 'response-value-mismatch', level: 'breaking', facet, args: {} };
}

function headerTold(mismatch: Mismatch, required: boolean): Told {
  const args = { header: mismatch.path.toLowerCase() };
  if (mismatch.kind !== 'missing') {
    return { rule: 'response-value-mismatch', level: 'breaking', facet: 'value', args };
  }
  return required
    ? { rule: 'required-response-header-removed', level: 'breaking', facet: 'header', args }
    : { rule: 'optional-response-header-removed', level: 'warning', facet: 'header', args };
}

function otherTold(mismatch: Mismatch): Told {
  const args: JsonObject = {};
  if (mismatch.where === 'status') {
    if (typeof mismatch.expected === 'number') args.expected = mismatch.expected;
    if (typeof mismatch.actual === 'number') args.actual = mismatch.actual;
  }
  const facet = mismatch.where === 'status' ? 'status' : 'value';
  return { rule: 'response-value-mismatch', level: 'breaking', facet, args };
}

function nameOf({ method, path, operationId, summary }: Operation): Difference['operation'] {
  return { method, path, ...(operationId ? { operationId } : {}), ...(summary ? { summary } : {}) };
}
