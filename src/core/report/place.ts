import { plainText } from './plain-text.ts';
import type { ReportFinding } from './types.ts';

/** An operation as people know it: its summary first, else its id, else the call. */
export function operationWords(finding: Pick<ReportFinding, 'operation' | 'subject'>): string {
  const { operation } = finding;
  if (!operation) return finding.subject.startsWith('* *') ? 'The API as a whole' : call(finding.subject);
  return plainText(operation.summary || operation.operationId || `${operation.method} ${operation.path}`, 70);
}

/** Where in the operation, for people: `answer 200, /total`; `request, query limit`. */
export function placeWords(subject: string): string {
  const [, , section, ...rest] = subject.split(' ');
  const status = section === 'response' ? rest.shift() : undefined;
  if (rest[0]?.includes('/') && !rest[0].startsWith('/')) rest.shift();
  const location = plainText(rest.join(' ').replace(/^(query|header|cookie|path):/, '$1 '), 80);
  const names: Record<string, string> = { request: 'request', response: 'answer', security: 'credentials' };
  const where = [names[section ?? ''] ?? '', status].filter((part) => part).join(' ');
  return [where, location].filter((part) => part).join(', ');
}

function call(subject: string): string {
  return plainText(subject.split(' ').slice(0, 2).join(' '), 70);
}
