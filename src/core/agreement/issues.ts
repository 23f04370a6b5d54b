import { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Outcome, Problem } from './problem.ts';

/** Where something else stands in the place of a mapping, so many keys are named. */
const MOST_TOLD = 2;

/** A mapping with these keys and no other. Its issue carries the allowed keys, from here to {@link parseAs}. */
export function closed<S extends z.core.$ZodLooseShape>(shape: S) {
  const keys = Object.keys(shape);
  const isShort = keys.length <= MOST_TOLD;
  const mapping = `must be a mapping with ${keys.map((key) => `\`${key}\``).join(' and ')}`;
  return z.strictObject(shape, {
    error: ({ code, input }) => {
      if (code === 'unrecognized_keys') return keys.join(' ');
      return code === 'invalid_type' && isShort && (input ?? null) !== null ? mapping : undefined;
    },
  });
}

/** Reads data by a schema; every problem is told at its place, in our words. */
export function parseAs<T>(schema: z.ZodType<T>, data: unknown): Outcome<T> {
  const result = schema.safeParse(data, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.flatMap((issue) => problems(issue, [])) };
}

function problems(issue: z.core.$ZodIssue, base: (string | number)[]): Problem[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, issue.message.split(' ')));
    case 'invalid_union':
      return ofUnion(issue, path);
    case 'invalid_key':
      return issue.issues.slice(0, 1).map((inner) => ({ path, message: `as a name ${inner.message}` }));
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const near = typeof issue.input === 'string' ? nearest(issue.input, allowed) : null;
      return [
        {
          path,
          message: near ? `has an unknown value; did you mean \`${near}\`?` : 'has an unknown value',
          allowed,
        },
      ];
    }
    case 'invalid_type':
      return [{ path, message: wrongType(issue) }];
    default:
      return [{ path, message: issue.message }];
  }
}

function unknownKey(key: string, path: (string | number)[], allowed: string[]): Problem {
  const near = nearest(key, allowed);
  const hint = near ? `; did you mean \`${near}\`?` : '';
  const message = `unknown key \`${key}\`${hint}`;
  return { path: [...path, key], message, ...(near ? {} : { allowed }) };
}

/** The branch that has the written type speaks; where none has, all branches are named. */
function ofUnion(issue: z.core.$ZodIssueInvalidUnion, path: (string | number)[]): Problem[] {
  const fitting = issue.errors.find(
    (branch) => !branch.some((inner) => inner.code === 'invalid_type' && inner.path.length === 0),
  );
  if (fitting) return fitting.flatMap((inner) => problems(inner, path));
  const types = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) => (inner.code === 'invalid_type' ? [typeName(inner.expected)] : [])),
  );
  return [{ path, message: `must be ${[...new Set(types)].join(' or ')}` }];
}

function wrongType(issue: z.core.$ZodIssueInvalidType): string {
  if (issue.input === undefined) return 'is missing';
  if (!issue.message.startsWith('Invalid input')) return issue.message;
  const found = issue.input === null ? '; it is empty' : '';
  return `must be ${typeName(issue.expected)}${found}`;
}

function typeName(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: '`true` or `false`',
    array: 'a list',
    object: 'a mapping',
    record: 'a mapping',
  };
  return names[expected] ?? `of type ${expected}`;
}
