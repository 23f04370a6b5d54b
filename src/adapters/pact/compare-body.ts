import { operationAt } from '../../core/delivery/webhooks.ts';
import type { Difference } from '../../core/drift/difference.ts';
import { isObject, type JsonObject } from '../../core/json.ts';
import { valueAt } from '../../core/json-pointer.ts';
import type { ApiDocument, MediaType } from '../../core/openapi/document/types.ts';
import { isSameMedia, mediaOf } from '../../core/pact/media.ts';
import { responseFor } from '../../core/pact/response-for.ts';
import { placeInSchema, type SchemaPlace } from '../../core/pact/schema-place.ts';
import { instancePath } from './compare-instance.ts';
import { BOUNDS, FACETS_BY_KEYWORD, keywordOf } from './compare-keywords.ts';
import type { Result } from './compare-library.ts';
import { breaking, completed, type Reading, refused, type Told } from './compare-results.ts';

type Part = 'request' | 'response';
type Path = (string | number)[];

/** Keywords whose failure explains the failures inside them. */
const CHOICES = ['oneOf', 'anyOf', 'discriminator', 'not'];

/** Places of both bodies that do not fit the document's schemas. */
export function bodyDifferences(errors: readonly Result[], reading: Reading): Difference[] {
  return (['request', 'response'] as const).flatMap((part) => {
    const found = errors
      .filter((result) => result.code === `${part}.body.incompatible`)
      .map((result) => ({ result, keyword: keywordOf(result), path: pathOf(result, part, reading) }));
    const choices = found.filter((one) => CHOICES.includes(one.keyword)).map((one) => one.path);
    return found
      .filter((one) => CHOICES.includes(one.keyword) || !choices.some((choice) => isBelow(one.path, choice)))
      .flatMap(({ keyword, path }) => difference(part, keyword, path, reading) ?? []);
  });
}

function difference(part: Part, keyword: string, path: Path, reading: Reading): Difference | null {
  const { media, place, was } = schemaPlace(part, path, reading);
  if (isClosing(keyword) && isFreeForm(schemaPlace(part, path.slice(0, -1), reading).place, reading))
    return null;
  const told =
    part === 'request' ? requestTold(keyword, place, was) : responseTold(keyword, place, was, reading);
  if (!told) return null;
  const property = place.location.split('/').at(-1);
  const args: JsonObject = told.facet === 'property' && property ? { property } : {};
  return completed(
    reading,
    { ...told, args },
    {
      section: part,
      ...(part === 'response' ? { status: statusOf(reading) } : {}),
      ...(media ? { media: media.media } : {}),
      location: place.location,
    },
    place.pointer ?? media?.pointer ?? null,
  );
}

/** Where the place is in the document's schema, and what the baseline said of it. */
function schemaPlace(
  part: Part,
  path: Path,
  reading: Reading,
): { media: MediaType | null; place: SchemaPlace; was: SchemaPlace | null } {
  const { document, namedBy, interaction } = reading;
  const media = mediaType(part, document, reading);
  const body = interaction[part].body;
  const before = namedBy === document ? null : mediaType(part, namedBy, reading);
  const was = before && placeInSchema(namedBy, before.schema, path, body);
  const place = placeInSchema(document, media?.schema ?? null, path, body);
  return {
    media,
    place: place.pointer === null && was?.pointer ? { ...place, location: was.location } : place,
    was,
  };
}

function requestTold(keyword: string, place: SchemaPlace, was: SchemaPlace | null): Told | null {
  const on = place.location === '' ? 'body' : 'property';
  const facet = FACETS_BY_KEYWORD[keyword] ?? 'schema';
  if (keyword === 'required') {
    return was?.pointer
      ? breaking('request-property-became-required', 'required')
      : breaking('new-required-request-property', 'property');
  }
  if (isClosing(keyword)) {
    return { ...breaking('request-property-removed', 'property'), level: 'warning' };
  }
  if (keyword === 'type') return breaking(`request-${on}-type-changed`, 'type');
  if (keyword === 'enum') return { ...refused(facet), rule: `request-${on}-enum-value-removed` };
  if (keyword === 'const') return { ...refused(facet), rule: `request-${on}-const-changed` };
  const bound = BOUNDS[keyword];
  if (bound) return { ...refused(facet), rule: `request-${on}-${bound}` };
  return keyword === 'format' ? { ...refused(facet), level: 'warning' } : refused(facet);
}

function responseTold(
  keyword: string,
  place: SchemaPlace,
  was: SchemaPlace | null,
  reading: Reading,
): Told | null {
  if (isClosing(keyword)) {
    return was?.required
      ? breaking('response-required-property-removed', 'property')
      : { ...breaking('response-optional-property-removed', 'property'), level: 'warning' };
  }
  if (keyword === 'type') {
    return breaking(`response-${place.location === '' ? 'body' : 'property'}-type-changed`, 'type');
  }
  const facet = FACETS_BY_KEYWORD[keyword] ?? 'schema';
  const level = levelOf(place, keyword, reading);
  return level && { rule: 'response-value-mismatch', level, facet, proof: 'undecided' };
}

function isClosing(keyword: string): boolean {
  return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
}

/** The library closes every object; one that names no property at all promises any. */
function isFreeForm({ pointer }: SchemaPlace, { document }: Reading): boolean {
  const schema = pointer === null ? null : valueAt(document.raw, pointer);
  return isObject(schema) && FORMS.every((keyword) => schema[keyword] === undefined);
}

const FORMS = ['properties', 'additionalProperties', 'unevaluatedProperties', 'allOf', 'oneOf', 'anyOf'];

/** An example that the pact matches by type alone claims nothing of its value: then null. */
function levelOf(place: SchemaPlace, keyword: string, { interaction }: Reading): Difference['level'] | null {
  if (CHOICES.includes(keyword)) return 'breaking';
  const rules = interaction.fields
    .filter((field) => field.part === 'response' && field.of === 'body' && field.location === place.location)
    .map((field) => field.match);
  if (keyword !== 'format' && rules.includes('equality')) return 'breaking';
  return rules.some((rule) => rule === 'regex' || rule === 'include' || rule === 'equality')
    ? 'warning'
    : null;
}

function mediaType(part: Part, document: ApiDocument, { operation, interaction }: Reading): MediaType | null {
  const here = operation && operationAt(document, operation.key);
  if (!here) return null;
  const message = interaction[part];
  const ours = mediaOf(message.headers, message.body);
  const content =
    part === 'request' ? here.requestBody?.content : responseFor(here, interaction.response.status)?.content;
  return content?.find((one) => isSameMedia(one.media, ours)) ?? null;
}

function statusOf({ operation, interaction }: Reading): string {
  const { status } = interaction.response;
  return (operation && responseFor(operation, status)?.status) ?? String(status);
}

function pathOf(result: Result, part: Part, { interaction }: Reading): Path {
  const path = instancePath(result.mockDetails?.location ?? '', part, interaction[part].body);
  const missing = /must have required property '(.+)'$/.exec(result.message)?.[1];
  const closed = /properties - (.+)$/.exec(result.message)?.[1];
  const name = keywordOf(result) === 'required' ? missing : closed;
  return name === undefined ? path : [...path, name];
}

function isBelow(path: Path, of: Path): boolean {
  return of.length <= path.length && of.every((step, index) => step === path[index]);
}
