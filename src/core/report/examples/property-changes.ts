import type { JsonObject } from '../../json.ts';
import type { ChangeKey } from '../../openapi/diff/rules/rules.ts';
import { withProperty } from './documents.ts';
import { back, type Change } from './example.ts';

const NONE: JsonObject = { type: 'object', properties: { id: { type: 'string' } } };
const WHOLE: JsonObject = { type: 'integer' };
const NEEDED = { required: ['total'] };

/** An object with `id` and `total`. */
function both(total: JsonObject, required = false): JsonObject {
  return { type: 'object', ...(required && NEEDED), properties: { id: { type: 'string' }, total } };
}

const READ = { ...WHOLE, readOnly: true };
const WRITE = { ...WHOLE, writeOnly: true };
const SUNSET = { ...WHOLE, deprecated: true, 'x-sunset': '2027-06-01' };

/** One way for an optional property, the other for a required one. */
function marked(facet: string, plain: JsonObject, mark: JsonObject): Record<string, Change> {
  const optional: Change = [withProperty(plain), withProperty(mark)];
  const required: Change = [withProperty(plain, NEEDED), withProperty(mark, NEEDED)];
  return {
    [`${facet}.required-became-${facet}`]: required,
    [`${facet}.required-became-not-${facet}`]: back(required),
    [`${facet}.optional-became-${facet}`]: optional,
    [`${facet}.optional-became-not-${facet}`]: back(optional),
  };
}

/** What changes in an object, so that a rule about its property `total` tells it. */
export const PROPERTY_CHANGES: Partial<Record<ChangeKey, Change>> = {
  'property.added-required': [NONE, both(WHOLE, true)],
  'property.added-required-with-default': [NONE, both({ ...WHOLE, default: 1 }, true)],
  'property.added-optional': [NONE, both(WHOLE)],
  'property.removed': [both(WHOLE), NONE],
  'property.removed-required': [both(WHOLE, true), NONE],
  'property.removed-optional': [both(WHOLE), NONE],
  'property.write-only-added-required': [NONE, both(WRITE, true)],
  'property.write-only-removed-required': [both(WRITE, true), NONE],
  'property.write-only-added-optional': [NONE, both(WRITE)],
  'property.write-only-removed-optional': [both(WRITE), NONE],
  'required.became-required': [withProperty(WHOLE), withProperty(WHOLE, NEEDED)],
  'required.became-required-with-default': [
    withProperty({ ...WHOLE, default: 1 }),
    withProperty({ ...WHOLE, default: 1 }, NEEDED),
  ],
  'required.became-optional': [withProperty(WHOLE, NEEDED), withProperty(WHOLE)],
  'required.write-only-became-required': [withProperty(WRITE), withProperty(WRITE, NEEDED)],
  'required.write-only-became-optional': [withProperty(WRITE, NEEDED), withProperty(WRITE)],
  ...marked('read-only', WHOLE, READ),
  ...marked('write-only', WHOLE, WRITE),
  'deprecated.set': [withProperty(WHOLE), withProperty({ ...WHOLE, deprecated: true })],
  'deprecated.unset': [withProperty({ ...WHOLE, deprecated: true }), withProperty(WHOLE)],
  'deprecated.set-with-sunset': [withProperty(WHOLE), withProperty(SUNSET)],
  'sunset.removed': [withProperty(SUNSET), withProperty({ ...WHOLE, deprecated: true })],
  'sunset.added': [withProperty({ ...WHOLE, deprecated: true }), withProperty(SUNSET)],
  'sunset.changed': [withProperty(SUNSET), withProperty({ ...SUNSET, 'x-sunset': '2027-09-01' })],
  'enum.read-only-value-removed': [
    withProperty({ type: 'string', enum: ['open', 'paid'], readOnly: true }),
    withProperty({ type: 'string', enum: ['open'], readOnly: true }),
  ],
  'minimum.read-only-increased': [
    withProperty({ ...READ, minimum: 1 }),
    withProperty({ ...READ, minimum: 5 }),
  ],
  'maximum.read-only-decreased': [
    withProperty({ ...READ, maximum: 9 }),
    withProperty({ ...READ, maximum: 5 }),
  ],
  'exclusive-minimum.read-only-increased': [
    withProperty({ type: 'number', readOnly: true, exclusiveMinimum: 1 }),
    withProperty({ type: 'number', readOnly: true, exclusiveMinimum: 5 }),
  ],
  'exclusive-maximum.read-only-decreased': [
    withProperty({ type: 'number', readOnly: true, exclusiveMaximum: 9 }),
    withProperty({ type: 'number', readOnly: true, exclusiveMaximum: 5 }),
  ],
  'max-length.read-only-decreased': [
    withProperty({ type: 'string', readOnly: true, maxLength: 9 }),
    withProperty({ type: 'string', readOnly: true, maxLength: 5 }),
  ],
  'enum.write-only-value-added': [
    withProperty({ type: 'string', enum: ['open'], writeOnly: true }),
    withProperty({ type: 'string', enum: ['open', 'paid'], writeOnly: true }),
  ],
};
