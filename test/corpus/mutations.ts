import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import {
  type OperationPlace,
  requestSchema,
  resolvedIn,
  responseSchema,
  type SchemaPlace,
  withValue,
} from './mutation-places.ts';

/** One change to a document, and all that is to be said about it. */
export interface Mutation {
  name: string;
  /** The one rule that tells it; null where it means nothing. */
  rule: string | null;
  /** The changed document, or null where this operation has no fitting place. */
  apply(place: OperationPlace): JsonObject | null;
}

const NEW = 'forewarn_mutation';
const STRING: JsonObject = { type: 'string' };

const inOperation =
  (change: (operation: JsonObject, raw: JsonObject) => JsonObject | null) =>
  ({ raw, tokens, operation }: OperationPlace) => {
    const changed = change(operation, raw);
    return changed && withValue(raw, tokens, changed);
  };

/** Changes the first property that fits. */
const inProperty =
  (
    schemaOf: (place: OperationPlace) => SchemaPlace | null,
    change: (schema: SchemaPlace, name: string, property: JsonObject) => JsonObject | null,
  ) =>
  (place: OperationPlace) => {
    const found = schemaOf(place);
    if (!found) return null;
    for (const [name, written] of Object.entries(found.properties)) {
      const property = resolvedIn(place.raw, written);
      if (!isObject(property) || property.readOnly === true || property.writeOnly === true) continue;
      if (property.deprecated === true || property.$ref !== undefined) continue;
      const changed = change(found, name, property);
      if (changed) return found.replaced(changed);
    }
    return null;
  };

/** Changes the first query parameter of the operation that fits. */
const inParameter = (change: (parameter: JsonObject, schema: JsonObject) => Json | null) =>
  inOperation((operation, raw) => {
    const list = Array.isArray(operation.parameters) ? operation.parameters : [];
    for (const [index, written] of list.entries()) {
      const parameter = resolvedIn(raw, written);
      if (!isObject(parameter) || parameter.in !== 'query' || parameter.deprecated === true) continue;
      const schema = resolvedIn(raw, parameter.schema);
      if (!isObject(schema) || parameter.content !== undefined) continue;
      const changed = change(parameter, schema);
      if (changed === null) continue;
      return { ...operation, parameters: list.with(index, changed) };
    }
    return null;
  });

const added = (parameter: JsonObject) =>
  inOperation((operation) => {
    const list = Array.isArray(operation.parameters) ? operation.parameters : [];
    return { ...operation, parameters: [...list, { name: NEW, in: 'query', schema: STRING, ...parameter }] };
  });

const isPlainString = (schema: JsonObject) =>
  schema.type === 'string' &&
  Object.keys(schema).every((key) => ['type', 'description', 'title', 'example'].includes(key));

const isWordList = (value: Json | undefined): value is string[] =>
  Array.isArray(value) && value.length > 1 && value.every((one) => typeof one === 'string');

const without = ({ schema, properties, required }: SchemaPlace, name: string): JsonObject => {
  const { [name]: _, ...rest } = properties;
  const { required: __, ...open } = schema;
  const left = required.filter((one) => one !== name);
  return { ...open, properties: rest, ...(left.length > 0 && { required: left }) };
};

const withProperty = ({ schema, properties }: SchemaPlace, name: string, property: Json): JsonObject => ({
  ...schema,
  properties: { ...properties, [name]: property },
});

/** Every change that is made to every document. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'remove an operation',
    rule: 'api-removed-without-deprecation',
    apply: ({ raw, tokens, siblings }) => (siblings > 0 ? withValue(raw, tokens, undefined) : null),
  },
  {
    name: 'remove a path',
    rule: 'api-path-removed-without-deprecation',
    apply: ({ raw, tokens, siblings }) =>
      siblings === 0 ? withValue(raw, tokens.slice(0, 2), undefined) : null,
  },
  {
    name: 'add a required parameter',
    rule: 'new-required-request-parameter',
    apply: added({ required: true }),
  },
  { name: 'add an optional parameter', rule: 'new-optional-request-parameter', apply: added({}) },
  {
    name: 'demand a parameter',
    rule: 'request-parameter-became-required',
    apply: inParameter((parameter, schema) =>
      parameter.required === true || schema.default !== undefined ? null : { ...parameter, required: true },
    ),
  },
  {
    name: 'limit the length of a parameter',
    rule: 'request-parameter-max-length-set',
    apply: inParameter((parameter, schema) =>
      isPlainString(schema) ? { ...parameter, schema: { ...schema, maxLength: 5 } } : null,
    ),
  },
  {
    name: 'narrow the enum of a parameter',
    rule: 'request-parameter-enum-value-removed',
    apply: inParameter((parameter, schema) =>
      isWordList(schema.enum) && schema.type === 'string' && schema.default === undefined
        ? { ...parameter, schema: { ...schema, enum: schema.enum.slice(1) } }
        : null,
    ),
  },
  {
    name: 'change the type of a parameter',
    rule: 'request-parameter-type-changed',
    apply: inParameter((parameter, schema) =>
      isPlainString(schema) ? { ...parameter, schema: { ...schema, type: 'integer' } } : null,
    ),
  },
  {
    name: 'remove a required property of a response',
    rule: 'response-required-property-removed',
    apply: inProperty(responseSchema, (place, name) =>
      place.required.includes(name) ? without(place, name) : null,
    ),
  },
  {
    name: 'remove an optional property of a response',
    rule: 'response-optional-property-removed',
    apply: inProperty(responseSchema, (place, name) =>
      place.required.includes(name) ? null : without(place, name),
    ),
  },
  {
    name: 'promise less of a response',
    rule: 'response-property-became-optional',
    apply: inProperty(responseSchema, (place, name) =>
      place.required.includes(name)
        ? { ...place.schema, required: place.required.filter((one) => one !== name) }
        : null,
    ),
  },
  {
    name: 'change the type of a response property',
    rule: 'response-property-type-changed',
    apply: inProperty(responseSchema, (place, name, property) =>
      isPlainString(property) ? withProperty(place, name, { ...property, type: 'integer' }) : null,
    ),
  },
  {
    name: 'widen the enum of a response property',
    rule: 'response-property-enum-value-added',
    apply: inProperty(responseSchema, (place, name, property) =>
      isWordList(property.enum) && property.type === 'string'
        ? withProperty(place, name, { ...property, enum: [...property.enum, NEW] })
        : null,
    ),
  },
  {
    name: 'change the type of a request property',
    rule: 'request-property-type-changed',
    apply: inProperty(requestSchema, (place, name, property) =>
      isPlainString(property) ? withProperty(place, name, { ...property, type: 'integer' }) : null,
    ),
  },
  {
    name: 'demand a property of a request',
    rule: 'request-property-became-required',
    apply: inProperty(requestSchema, (place, name, property) =>
      place.required.includes(name) || property.default !== undefined
        ? null
        : { ...place.schema, required: [...place.required, name] },
    ),
  },
  {
    name: 'narrow the enum of a request property',
    rule: 'request-property-enum-value-removed',
    apply: inProperty(requestSchema, (place, name, property) =>
      isWordList(property.enum) && property.type === 'string' && property.default === undefined
        ? withProperty(place, name, { ...property, enum: property.enum.slice(1) })
        : null,
    ),
  },
  {
    name: 'demand a new property of a request',
    rule: 'new-required-request-property',
    apply: (place) => {
      const found = requestSchema(place);
      if (!found) return null;
      const more = withProperty(found, NEW, STRING);
      return found.replaced({ ...more, required: [...found.required, NEW] });
    },
  },
  {
    name: 'demand a body',
    rule: 'request-body-became-required',
    apply: inOperation((operation, raw) => {
      const body = resolvedIn(raw, operation.requestBody);
      if (!isObject(body) || body.required === true || !isObject(body.content)) return null;
      return { ...operation, requestBody: { ...body, required: true } };
    }),
  },
  {
    name: 'remove a success',
    rule: 'response-success-status-removed',
    apply: inOperation((operation) => {
      const { responses } = operation;
      if (!isObject(responses) || responses.$ref !== undefined || responses['2XX'] !== undefined) return null;
      const status = Object.keys(responses).find((name) => /^2\d\d$/.test(name));
      return status === undefined
        ? null
        : { ...operation, responses: withValue(responses, [status], undefined) };
    }),
  },
  {
    name: 'describe in other words',
    rule: null,
    apply: inOperation((operation) => ({ ...operation, description: NEW, summary: NEW, 'x-note': NEW })),
  },
  {
    name: 'take a schema out of its component',
    rule: null,
    apply: (place) => {
      const found = responseSchema(place);
      return found?.replaced({ title: NEW, ...structuredClone(found.schema) }) ?? null;
    },
  },
];
