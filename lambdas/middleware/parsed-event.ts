import type { MiddlewareObj } from '@middy/core';
import type { z } from 'zod';
import { ForewarnError } from '../../src/core/errors.ts';

/**
 * Checks the event's own form before the handler sees it, and hands on what the schema makes of it.
 *
 * @throws ForewarnError `input` naming the places that are not as they must be, never their values.
 */
export function parsedEvent<Schema extends z.ZodType>(schema: Schema): MiddlewareObj<z.output<Schema>> {
  return {
    before: (request) => {
      const read = schema.safeParse(request.event);
      if (!read.success) {
        const places = read.error.issues.slice(0, 5).map(({ path }) => path.join('.') || 'the event');
        throw new ForewarnError('input', `this is no event of this function (${places.join(', ')})`, {
          fix: 'is the function invoked by something else than its own trigger?',
        });
      }
      request.event = read.data;
    },
  };
}
