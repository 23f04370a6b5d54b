import type { z } from 'zod';

/**
 * Asks that exactly one of `keys` is set; the problem names them, and a JSON Schema
 * that is made of it asks for the same.
 */
export function exactlyOne<S extends z.ZodObject>(schema: S, keys: readonly (keyof z.output<S> & string)[]) {
  const refined = schema.superRefine((value, context) => {
    const set = keys.filter((key) => (value as Record<string, unknown>)[key] !== undefined);
    if (set.length === 1) return;
    const list = keys.map((key) => `\`${key}\``).join(', ');
    const found = set.length === 0 ? 'none' : set.map((key) => `\`${key}\``).join(' and ');
    context.addIssue({ code: 'custom', message: `must have exactly one of ${list}; it has ${found}` });
  });
  return refined.meta({ oneOf: keys.map((key) => ({ required: [key] })) });
}
