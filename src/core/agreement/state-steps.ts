import { z } from 'zod';
import { exactlyOne } from './exactly-one.ts';
import { closed } from './issues.ts';
import { text } from './values.ts';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;

/** A path below the base URL; one that is a `${name}` alone is filled in as it stands. */
const path = z.string().regex(/^(\/|\$\{)/, 'must be a path below the base URL, like `/v1/charges`');

/** A JSON Pointer (RFC 6901). */
export const pointer = z.string().regex(/^(\/.*)?$/s, 'must be a JSON Pointer like `/data/0/id`');

/** A name that values are captured as; `run.` is what Forewarn itself knows. */
const name = text.refine((value) => !value.startsWith('run.') && value !== '__proto__', {
  message: 'must not begin with `run.`',
});

/** Names to where in an answer their values are. */
export const captures = z.record(name, pointer);

export const headers = z.record(text, z.string());

const call = {
  headers: headers.optional(),
  where: z.record(pointer, z.json()).optional(),
  capture: captures.optional(),
};

const query = { get: path.optional(), head: path.optional(), ...call, each: pointer.optional() };

/** A query whose answer must fit. */
export const find = exactlyOne(closed(query), ['get', 'head']);

/** What `${run.id}` is written as. */
export const MARK = `\${run.id}`;

/** A query that finds again what was made while we could not hear the answer. */
export const recover = closed({ ...call, get: path, each: pointer.optional() }).superRefine(
  ({ each, where }, context) => {
    if (each !== undefined || JSON.stringify(where ?? {}).includes(MARK)) return;
    const message = `needs \`each\`, or a place in \`where\` at which \`${MARK}\` stands`;
    context.addIssue({ code: 'custom', message });
  },
);

const anyMethod = {
  get: path.optional(),
  head: path.optional(),
  post: path.optional(),
  put: path.optional(),
  patch: path.optional(),
  delete: path.optional(),
  body: z.json().optional(),
  ...call,
};

/** A step that makes something. */
export const make = exactlyOne(
  closed({ ...anyMethod, repeatable: z.boolean().optional(), recover: recover.optional() }),
  METHODS,
);

/** A status of an answer that says no. */
const refusal = z
  .int()
  .min(400, 'must be a status from 400 to 499')
  .max(499, 'must be a status from 400 to 499');

/** A step that undoes something; `undone`: statuses that say that it is undone already. */
export const undo = exactlyOne(closed({ ...anyMethod, undone: z.array(refusal).optional() }), METHODS);
