import type { Context } from 'hono';
import { type ErrorCode, ForewarnError } from '../src/core/errors.ts';

/** An error as every route of the API answers it. */
export interface ErrorAnswer {
  error: { code: ErrorCode | 'unauthorized' | 'forbidden'; message: string; fix: string | null };
}

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 500 | 503;

const STATUS = {
  usage: 400,
  input: 422,
  config: 422,
  'not-found': 404,
  locked: 409,
  storage: 503,
  integrity: 500,
  internal: 500,
} as const satisfies Record<ErrorCode, Status>;

/**
 * Answers an error in our own words; of any other nothing is said but that there was one.
 *
 * @param fault is told of errors that are not the caller's.
 */
export function answerError(context: Context, error: unknown, fault?: (error: unknown) => void): Response {
  const known = error instanceof ForewarnError ? error : null;
  const status = known ? STATUS[known.code] : 500;
  if (status >= 500) fault?.(error);
  if (!known) return refuse(context, status, 'internal', 'Something went wrong; it is in the log.');
  const { code, message, fix, place } = known;
  return refuse(context, status, code, place ? `${place.file}: ${message}` : message, fix);
}

/** Answers that a request is not carried out, and why. */
export function refuse(
  context: Context,
  status: Status,
  code: ErrorAnswer['error']['code'],
  message: string,
  fix: string | null = null,
): Response {
  return context.json({ error: { code, message, fix } } satisfies ErrorAnswer, status);
}
