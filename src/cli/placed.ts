import { ForewarnError } from '../core/errors.ts';

/** What was found wrong inside a document, with the name of its file or URL where it does not say that itself. */
export function placed(error: unknown, file: string): unknown {
  if (!(error instanceof ForewarnError) || error.place) return error;
  return new ForewarnError(error.code, error.message, {
    place: { file },
    cause: error,
    ...(error.fix !== undefined && { fix: error.fix }),
  });
}
