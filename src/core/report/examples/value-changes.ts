import type { ChangeKey } from '../../openapi/diff/rules/rules.ts';
import { back, type Change } from './example.ts';

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const WHOLE = { type: 'integer' };
const LIST = { type: 'array', items: { type: 'string' } };
const MAP = { type: 'object', additionalProperties: { type: 'string' } };

const ENUM: Change = [TEXT, { ...TEXT, enum: ['open', 'paid'] }];
const FIXED: Change = [TEXT, { ...TEXT, const: 'EUR' }];
const DEFAULT: Change = [WHOLE, { ...WHOLE, default: 10 }];
const PATTERN: Change = [TEXT, { ...TEXT, pattern: '^[A-Z]+$' }];
const NULLABLE: Change = [TEXT, { type: ['string', 'null'] }];
const TYPES: Change = [{ oneOf: [TEXT, { type: 'boolean' }] }, { oneOf: [TEXT, { type: 'boolean' }, WHOLE] }];
const MORE: Change = [
  { ...TEXT, enum: ['open', 'paid'] },
  { ...TEXT, enum: ['open', 'paid', 'void'] },
];
const MULTIPLE: Change = [WHOLE, { ...WHOLE, multipleOf: 5 }];
const UNIQUE: Change = [LIST, { ...LIST, uniqueItems: true }];

/** What changes in a schema of one value, for each facet and change. */
export const VALUE_CHANGES: Partial<Record<ChangeKey, Change>> = {
  'type.changed': [{ type: 'boolean' }, LIST],
  'type.generalized': [WHOLE, NUMBER],
  'type.specialized': [NUMBER, WHOLE],
  'type.list-widened': TYPES,
  'type.list-narrowed': back(TYPES),
  'nullable.set': NULLABLE,
  'nullable.unset': back(NULLABLE),
  'format.changed': [
    { ...TEXT, format: 'date' },
    { ...TEXT, format: 'date-time' },
  ],
  'format.generalized': [
    { ...WHOLE, format: 'int32' },
    { ...WHOLE, format: 'int64' },
  ],
  'enum.set': ENUM,
  'enum.unset': back(ENUM),
  'enum.value-added': MORE,
  'enum.value-removed': back(MORE),
  'enum.extensible-value-removed': [
    { ...TEXT, 'x-extensible-enum': ['open', 'paid'] },
    { ...TEXT, 'x-extensible-enum': ['open'] },
  ],
  'const.added': FIXED,
  'const.removed': back(FIXED),
  'const.changed': [
    { ...TEXT, const: 'EUR' },
    { ...TEXT, const: 'USD' },
  ],
  'default.added': DEFAULT,
  'default.removed': back(DEFAULT),
  'default.changed': [
    { ...WHOLE, default: 10 },
    { ...WHOLE, default: 20 },
  ],
  'pattern.added': PATTERN,
  'pattern.removed': back(PATTERN),
  'pattern.changed': [
    { ...TEXT, pattern: '^[A-Z]+$' },
    { ...TEXT, pattern: '^[0-9]+$' },
  ],
  'pattern.generalized': [
    { ...TEXT, pattern: '^[A-Z]+$' },
    { ...TEXT, pattern: '.*' },
  ],
  'multiple-of.set': MULTIPLE,
  'multiple-of.unset': back(MULTIPLE),
  'multiple-of.changed': [
    { ...WHOLE, multipleOf: 5 },
    { ...WHOLE, multipleOf: 7 },
  ],
  'unique-items.set': UNIQUE,
  'unique-items.unset': back(UNIQUE),
  'schema.undecided': [{ not: { required: ['id'] } }, { not: { required: ['name'] } }],
  ...limit('minimum', NUMBER, 'minimum', 1, 5),
  ...limit('maximum', NUMBER, 'maximum', 10, 20),
  ...limit('exclusive-minimum', NUMBER, 'exclusiveMinimum', 1, 5),
  ...limit('exclusive-maximum', NUMBER, 'exclusiveMaximum', 10, 20),
  ...limit('min-length', TEXT, 'minLength', 1, 5),
  ...limit('max-length', TEXT, 'maxLength', 10, 20),
  ...limit('min-items', LIST, 'minItems', 1, 5),
  ...limit('max-items', LIST, 'maxItems', 10, 20),
  ...limit('min-properties', MAP, 'minProperties', 1, 5),
  ...limit('max-properties', MAP, 'maxProperties', 10, 20),
};

function limit(
  facet: string,
  schema: { type: string },
  keyword: string,
  low: number,
  high: number,
): Record<string, Change> {
  const [least, most] = [
    { ...schema, [keyword]: low },
    { ...schema, [keyword]: high },
  ];
  return {
    [`${facet}.set`]: [schema, least],
    [`${facet}.unset`]: [least, schema],
    [`${facet}.increased`]: [least, most],
    [`${facet}.decreased`]: [most, least],
  };
}
