import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';
import { expect } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';

/** Our own API as it is described. */
export const CONTRACT = load(readFileSync('openapi/forewarn.yaml', 'utf8')) as JsonObject;

const ajv = new Ajv.default({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(CONTRACT, 'contract');

/** The value at a pointer of the contract, references followed. */
function at(pointer: string): Json | undefined {
  let value: Json | undefined = CONTRACT;
  for (const step of pointer.slice(2).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    value = isObject(value) ? value[name] : undefined;
    if (isObject(value) && typeof value.$ref === 'string') value = at(value.$ref);
  }
  return value;
}

/** Where the contract has the schema of an answer; fails where it knows no such answer. */
function schemaOf(operation: string, status: number): object {
  const [method = '', path = ''] = operation.split(' ');
  const responses = `#/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}/responses`;
  const response = at(`${responses}/${status}`);
  expect(response, `${operation} answers ${status}`).toBeDefined();
  const media =
    isObject(response) && isObject(response.content) ? response.content['application/json'] : undefined;
  const schema = isObject(media) ? media.schema : undefined;
  const reference = isObject(schema) ? schema.$ref : undefined;
  return { $ref: `contract${reference}` };
}

/** Fails unless a body is what the contract says that an operation, `GET /v1/status`, answers with a status. */
export function expectConforms(operation: string, status: number, body: string): void {
  const validate = ajv.compile(schemaOf(operation, status));
  validate(JSON.parse(body));
  expect(validate.errors ?? [], `${operation} ${status}: ${body.slice(0, 300)}`).toEqual([]);
}
