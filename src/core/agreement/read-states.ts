import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { exactlyOne } from './exactly-one.ts';
import { closed, parseAs } from './issues.ts';
import type { Outcome } from './problem.ts';
import { text } from './values.ts';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;
const path = z
  .string()
  .regex(/^(\/|\$\{)/, 'must be a path below the base URL, like `/v1/charges`')
  .optional();
const pointer = z.string().regex(/^(\/.*)?$/s, 'must be a JSON Pointer like `/data/0/id`');

const call = {
  headers: z.record(text, z.string()).optional(),
  where: z.record(pointer, z.json()).optional(),
  capture: z.record(text, pointer).optional(),
};

const find = exactlyOne(closed({ get: path, head: path, ...call }), ['get', 'head']);

const make = exactlyOne(
  closed({
    get: path,
    head: path,
    post: path,
    put: path,
    patch: path,
    delete: path,
    body: z.json().optional(),
    ...call,
  }),
  METHODS,
);

const schema = z.record(
  text,
  closed({
    find: find.optional(),
    make: z.array(make).optional(),
    teardown: z.array(make).optional(),
    returns: z.record(text, z.json()).optional(),
  }),
);

/**
 * Reads `states.yaml`, parsed from YAML: provider state to recipe (`find`, `make`, `teardown`, `returns`).
 * What comes back is the data as written, checked: `${...}` are still to be filled in.
 */
export function readStates(data: unknown): Outcome<JsonObject> {
  if (data === null || data === undefined) return { ok: true, value: {} };
  const written = parseAs(schema, data);
  return written.ok ? { ok: true, value: data as JsonObject } : written;
}
