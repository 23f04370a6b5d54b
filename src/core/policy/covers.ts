import type { Difference } from '../drift/difference.ts';
import { formatSubject, operationOf } from '../drift/subject.ts';

/** True if `**` in a pattern stands for any text and the rest for itself. Linear in the text. */
export function fitsPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('**');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** True if an operationId or `METHOD /path` (parameters by any name, `**` for any text) names the operation. */
export function isOnOperation(name: string, { operation, subject }: Difference): boolean {
  const names = [operationOf(subject)];
  if (operation) names.push(`${operation.method} ${operation.path}`);
  if (operation?.operationId) names.push(operation.operationId);
  return names.some((one) => fitsPattern(name, one));
}

/** True if a subject as it is written, `**` for any text, is that of the difference. */
export function isOnSubject(pattern: string, { subject }: Difference): boolean {
  return fitsPattern(pattern, formatSubject(subject));
}
