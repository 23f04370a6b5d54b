import type { UnknownField } from '../usage/unknown-fields.ts';
import { plainText } from './plain-text.ts';
import type { ReportNote } from './types.ts';

const WHY = {
  'not-there': 'the agreed document has no such field in the answers',
  'not-answered': 'in the agreed document it is sent and not answered, and `fields` are those that we read',
} satisfies Record<Exclude<UnknownField['why'], 'no-body'>, string>;

/** What is wrong with a field under `uses`, and what to do, in a sentence each. */
export function unknownFieldWords(found: UnknownField): Pick<ReportNote, 'message' | 'next'> {
  const { operation, field, near, why, known } = found;
  const meant = near === null ? '' : `; did you mean ${plainText(near, 200)}?`;
  if (why === 'no-body')
    return {
      message: `\`uses\` of ${plainText(operation, 160)} names fields: the agreed document describes no body of any answer`,
      next: 'no difference can touch them as they stand: leave the fields out, so that any change of the operation counts',
    };
  const listed = near === null && known.length > 0 ? `; it has ${plainText(known.join(', '), 300)}` : '';
  return {
    message: `\`uses\` of ${plainText(operation, 160)} names ${plainText(field, 200)}: ${WHY[why]}${meant}${listed}`,
    next: 'no difference can touch it as it stands: write it as the agreed document does, or take it out',
  };
}

/** Notes on our own agreements as lines: file and line, what it is, what to do. */
export function noteLines(notes: readonly ReportNote[]): string[] {
  return notes.flatMap(({ file, line, message, next }) => [
    `${plainText(file, 400)}:${line}: ${message}`,
    `  ${next}`,
  ]);
}

/** The same in one line, without the place. */
export function noteText({ message, next }: Pick<ReportNote, 'message' | 'next'>): string {
  return `${message}${message.endsWith('?') ? '' : '.'} ${next[0]?.toUpperCase()}${next.slice(1)}`;
}
