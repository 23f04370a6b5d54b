import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Site } from '../../openapi/diff/rules/rule-table.ts';
import { documentAt, operationOf } from './documents.ts';
import { type Example, exampleFrom } from './example.ts';

/** What is asked, and of which day: a date less than 90 days ahead comes too soon. */
const ASKED = { policy: { noticeDays: { stable: 90, beta: 30 } }, today: '2026-11-22' };

const SOON = '2026-12-01';
const LATER = '2027-06-01';
const LATEST = '2027-09-01';

type At = (more: Json) => JsonObject;

const operation: At = (more) => operationOf(isObject(more) ? more : {});
const parameter: At = (more) =>
  operationOf({
    parameters: [{ name: 'limit', in: 'query', ...(isObject(more) && more), schema: { type: 'integer' } }],
  });
const property =
  (site: Site): At =>
  (more) =>
    documentAt(site, { type: 'integer', ...(isObject(more) && more) });

function gone(on: string | null): JsonObject {
  return { deprecated: true, ...(on !== null && { 'x-sunset': on }) };
}

/** The changes of dates that all share, by what they are. */
function changes(at: At) {
  const asked = (before: JsonObject, after: JsonObject): Example => ({
    ...exampleFrom(at, [before, after]),
    ...ASKED,
  });
  const level = (value: string): JsonObject => ({ 'x-stability-level': value });
  return {
    deprecated: exampleFrom(at, [{}, gone(null)]),
    deprecatedWithSunset: asked({}, gone(LATER)),
    reactivated: exampleFrom(at, [gone(null), {}]),
    sunsetMissing: asked({}, gone(null)),
    sunsetInvalid: asked({}, gone('next summer')),
    tooSmall: asked({}, gone(SOON)),
    laterInvalid: asked(gone(LATER), gone('next summer')),
    changedTooSmall: asked(gone(LATER), gone(SOON)),
    deleted: asked(gone(LATER), gone(null)),
    added: asked(gone(null), gone(LATER)),
    changed: asked(gone(LATER), gone(LATEST)),
    stabilityDecreased: exampleFrom(at, [level('stable'), level('beta')]),
    stabilityIncreased: exampleFrom(at, [level('beta'), level('stable')]),
    stabilityInvalid: exampleFrom(at, [level('beta'), level('settled')]),
  };
}

function ofProperties(direction: 'request' | 'response'): Record<string, Example> {
  const of = changes(property(`${direction}-property`));
  return {
    [`${direction}-property-deprecated`]: of.deprecated,
    [`${direction}-property-reactivated`]: of.reactivated,
    [`${direction}-property-deprecated-with-sunset`]: of.deprecatedWithSunset,
    [`${direction}-property-deprecated-sunset-missing`]: of.sunsetMissing,
    [`${direction}-property-deprecated-sunset-invalid`]: of.sunsetInvalid,
    [`${direction}-property-sunset-date-too-small`]: of.tooSmall,
    [`${direction}-property-sunset-deleted`]: of.deleted,
    [`${direction}-property-sunset-date-added`]: of.added,
    [`${direction}-property-sunset-date-changed`]: of.changed,
    [`${direction}-property-stability-decreased`]: of.stabilityDecreased,
    [`${direction}-property-stability-increased`]: of.stabilityIncreased,
    [`${direction}-property-stability-invalid`]: of.stabilityInvalid,
  };
}

const OPERATION = changes(operation);
const PARAMETER = changes(parameter);

/** Rules of how long something stays and how settled it is, by id. */
export const LIFECYCLE_EXAMPLES: Record<string, Example> = {
  'endpoint-deprecated': OPERATION.deprecated,
  'endpoint-deprecated-with-sunset': OPERATION.deprecatedWithSunset,
  'endpoint-reactivated': OPERATION.reactivated,
  'api-deprecated-sunset-missing': OPERATION.sunsetMissing,
  'api-deprecated-sunset-parse': OPERATION.sunsetInvalid,
  'api-sunset-date-too-small': OPERATION.tooSmall,
  'api-path-sunset-parse': OPERATION.laterInvalid,
  'api-sunset-date-changed-too-small': OPERATION.changedTooSmall,
  'sunset-deleted': OPERATION.deleted,
  'api-sunset-date-added': OPERATION.added,
  'api-sunset-date-changed': OPERATION.changed,
  'api-stability-decreased': OPERATION.stabilityDecreased,
  'api-stability-increased': OPERATION.stabilityIncreased,
  'api-invalid-stability-level': OPERATION.stabilityInvalid,
  'request-parameter-deprecated': PARAMETER.deprecated,
  'request-parameter-reactivated': PARAMETER.reactivated,
  'request-parameter-deprecated-sunset-missing': PARAMETER.sunsetMissing,
  'request-parameter-sunset-date-too-small': PARAMETER.tooSmall,
  'request-parameter-sunset-parse': PARAMETER.sunsetInvalid,
  'request-parameter-sunset-deleted': PARAMETER.deleted,
  'request-parameter-sunset-date-changed-too-small': PARAMETER.changedTooSmall,
  'request-parameter-sunset-date-added': PARAMETER.added,
  'request-parameter-sunset-date-changed': PARAMETER.changed,
  ...ofProperties('request'),
  ...ofProperties('response'),
};
