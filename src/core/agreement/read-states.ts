import { z } from 'zod';
import { isObject, type JsonObject } from '../json.ts';
import { closed, parseAs } from './issues.ts';
import type { Outcome, Problem } from './problem.ts';
import { captures, find, headers, MARK, make, pointer, recover, undo } from './state-steps.ts';
import { text } from './values.ts';

const fixture = z.record(text, z.union([z.string(), z.number(), z.boolean()]));

/** How one provider state is had. */
export const recipe = closed({
  find: find.optional(),
  make: z.array(make).optional(),
  lease: closed({ pool: z.array(fixture).min(1, 'must have at least one') }).optional(),
  teardown: z.array(undo).optional(),
  recover: recover.optional(),
  returns: z.record(text, z.json()).optional(),
}).superRefine((written, context) => {
  if (written.lease && written.make)
    context.addIssue({ code: 'custom', message: 'has `lease` and `make`: a state is lent or made' });
  const made = written.make ?? [];
  const recovers = written.recover !== undefined || made.some((step) => step.recover !== undefined);
  if (recovers && !marked(made)) context.addIssue({ code: 'custom', message: NO_MARK });
});

/** What undoes one interaction that makes something itself. */
export const cleanup = closed({
  headers: headers.optional(),
  body: z.record(pointer, z.json()).optional(),
  repeatable: z.boolean().optional(),
  capture: captures.optional(),
  teardown: z.array(undo).min(1, 'must have at least one step'),
  recover: recover.optional(),
}).superRefine(({ recover, headers, body }, context) => {
  if (recover && !marked({ headers, body })) context.addIssue({ code: 'custom', message: NO_MARK });
});

const NO_MARK = `has \`recover\`, but nothing that is sent carries \`${MARK}\`: what was made could not be told apart`;

const states = z.record(text, recipe);
const cleanups = z.record(text, cleanup);
const RECIPE_KEYS = new Set(['find', 'make', 'lease', 'teardown', 'recover', 'returns']);

/**
 * Reads `states.yaml`, parsed from YAML: provider state to recipe (`find`, `make`, `lease`, `teardown`, `recover`,
 * `returns`), and under `cleanup` what undoes interactions that make something themselves, by description or
 * operation. What comes back is the data as written, checked: `${...}` are still to be filled in.
 */
export function readStates(data: unknown): Outcome<JsonObject> {
  if (data === null || data === undefined) return { ok: true, value: {} };
  const { own, undone } = parted(data);
  const problems: Problem[] = [];
  const written = parseAs(states, own);
  if (!written.ok) problems.push(...written.problems);
  const cleaned = parseAs(cleanups, withoutNone(undone));
  if (!cleaned.ok)
    problems.push(...cleaned.problems.map((one) => ({ ...one, path: ['cleanup', ...one.path] })));
  return problems.length === 0 ? { ok: true, value: data as JsonObject } : { ok: false, problems };
}

/** The key `cleanup` holds no recipe, unless what stands there is one: then it is a state of that name. */
export function cleanupsOf(written: JsonObject): JsonObject {
  const value = Object.hasOwn(written, 'cleanup') ? written.cleanup : undefined;
  if (!isObject(value) || Object.keys(value).every((key) => RECIPE_KEYS.has(key))) return {};
  return value;
}

function parted(data: unknown): { own: unknown; undone: unknown } {
  if (!isObject(data)) return { own: data, undone: {} };
  const { cleanup: value, ...own } = data;
  if (value === undefined) return { own, undone: {} };
  const isState = isObject(value) && Object.keys(value).every((key) => RECIPE_KEYS.has(key));
  return isState ? { own: data, undone: {} } : { own, undone: value };
}

/** `none`: nothing has to be undone. */
function withoutNone(written: unknown): unknown {
  if (!isObject(written)) return written;
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== 'none'));
}

function marked(value: unknown): boolean {
  return JSON.stringify(value ?? null).includes(MARK);
}
