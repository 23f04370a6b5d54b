import { isAbsolute } from 'node:path';
import { shown } from '../adapters/files/problems.ts';
import { ForewarnError } from '../core/errors.ts';
import { plainText } from '../core/report/plain-text.ts';

const LEAD: Partial<Record<ForewarnError['code'], string>> = {
  locked: 'the data folder is in use: ',
  storage: 'what is kept cannot be used: ',
  integrity: 'the history does not verify: ',
  internal: 'a fault of Forewarn itself: ',
};

/**
 * A fault as one clear message: what is wrong, where, and what to do.
 * `trace` adds the stack with its causes; without it no trace is ever shown. Paths are told from `cwd`.
 */
export function errorText(error: unknown, trace: boolean, cwd: string): string {
  const lines = error instanceof ForewarnError ? known(error, cwd) : unknown(error);
  if (trace && error instanceof Error) lines.push(...traces(error));
  return `${lines
    .flatMap((line) => line.split('\n'))
    .map(printable)
    .join('\n')}\n`;
}

/** Names from a partner's document may be part of a message: none of them reaches the terminal as a command. */
function printable(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return indent + plainText(line, 1_000);
}

function known(error: ForewarnError, cwd: string): string[] {
  const { place, fix } = error;
  const file = place && (isAbsolute(place.file) ? shown(place.file, cwd) : place.file);
  const line = place?.line ? `:${place.line}${place.column ? `:${place.column}` : ''}` : '';
  const at = place ? ` at ${file}${line}` : '';
  const lines = [`forewarn: ${LEAD[error.code] ?? ''}${error.message}`];
  if (at) lines.push(at);
  if (fix) lines.push(`  ${fix}`);
  return lines;
}

function unknown(error: unknown): string[] {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'no error was given';
  return [
    `forewarn: ${LEAD.internal}${message.slice(0, 300)}`,
    '  Please report this with what FOREWARN_DEBUG=1 shows.',
  ];
}

function* traces(error: Error): Iterable<string> {
  for (let at: unknown = error; at instanceof Error; at = at.cause) yield at.stack ?? at.message;
}
