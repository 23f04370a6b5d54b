import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../../src/core/json.ts';

/** One value and whether a schema takes it, by the JSON Schema test suite. */
export interface SuiteCase {
  /** `file: group: test`. */
  name: string;
  schema: Json;
  data: Json;
  valid: boolean;
}

interface Group {
  description: string;
  schema: Json;
  tests: { description: string; data: Json; valid: boolean }[];
}

/** The cases of one draft: of its keywords, or of what is optional there. */
export function readSuite(corpus: string, draft: string, part: '.' | 'optional' = '.'): SuiteCase[] {
  const folder = join(corpus, 'conformance', 'json-schema-test-suite', draft, part);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().flatMap((file) => {
    const groups: Group[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return groups.flatMap(({ description, schema, tests }) =>
      tests.map((test) => ({
        name: `${file.slice(0, -5)}: ${description}: ${test.description}`,
        schema,
        data: test.data,
        valid: test.valid,
      })),
    );
  });
}

/** Members whose content is values and no schema. */
const VALUES = new Set(['enum', 'const', 'default', 'examples']);

/**
 * A schema that is a document of its own, as a component of an OpenAPI document: `#` there is the schema itself.
 */
export function asComponent(schema: Json, name: string): Json {
  if (Array.isArray(schema)) return schema.map((each) => asComponent(each, name));
  if (!isObject(schema)) return schema;
  const members = Object.entries(schema).map(([key, value]): [string, Json] => {
    if (key === '$ref' && typeof value === 'string' && value.startsWith('#')) {
      return [key, `#/components/schemas/${name}${value.slice(1)}`];
    }
    return [key, VALUES.has(key) ? value : asComponent(value, name)];
  });
  return Object.fromEntries(members) as JsonObject;
}
