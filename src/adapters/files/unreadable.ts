import { ForewarnError } from '../../core/errors.ts';

/** Where in a file, from 1, and what to do about it. */
export interface UnreadableMore {
  line?: number | undefined;
  column?: number | undefined;
  fix?: string | undefined;
}

/** The refusal of a document that cannot be read. */
export function unreadable(file: string, message: string, more: UnreadableMore = {}): ForewarnError {
  const { line, column, fix } = more;
  return new ForewarnError('input', message, {
    place: { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) },
    ...(fix !== undefined && { fix }),
  });
}
