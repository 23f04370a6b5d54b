import type { Difference } from '../drift/difference.ts';
import { formatSubject } from '../drift/subject.ts';
import type { TypeFault } from '../types/type-error.ts';
import { messageOf } from './messages/messages.ts';
import { plainText } from './plain-text.ts';

/** A type error that the published document makes, and the differences that it comes from. */
export interface TypeImpact {
  fault: Pick<TypeFault, 'file' | 'line' | 'column' | 'code' | 'message'>;
  causes: readonly Difference[];
}

/** What newly fails, as lines for people: each error by file and line, what causes it below. */
export function typeImpactText(impacts: readonly TypeImpact[], module: string): string {
  if (impacts.length === 0) return `Nothing that uses ${plainText(module, 200)} fails with their document\n`;
  const lines: string[] = [];
  for (const { fault, causes } of impacts) {
    const { file, line, column, code, message } = fault;
    lines.push(`${plainText(file, 300)}:${line}:${column}  ${plainText(message, 300)} (TS${code})`);
    for (const cause of causes)
      lines.push(`    ${cause.rule}: ${plainText(messageOf(cause.rule, cause.args, cause.subject), 300)}`);
    if (causes.length === 0) lines.push('    no difference of the documents could be told as its cause');
  }
  const failing = impacts.length === 1 ? '1 place fails' : `${impacts.length} places fail`;
  return `${lines.join('\n')}\n${failing} with their document\n`;
}

/** What newly fails, as data (`forewarn.types/1`). */
export function typeImpactData(impacts: readonly TypeImpact[]) {
  return impacts.map(({ fault, causes }) => ({
    file: fault.file,
    line: fault.line,
    column: fault.column,
    code: fault.code,
    message: fault.message,
    causes: causes.map((cause) => ({
      rule: cause.rule,
      level: cause.level,
      subject: formatSubject(cause.subject),
      pointer: cause.pointer,
      message: messageOf(cause.rule, cause.args, cause.subject),
    })),
  }));
}
