import type { Log } from '../../src/app/ports.ts';
import type { JsonObject } from '../../src/core/json.ts';

/**
 * Every field that a line of the log may have beside its message. What is not here is left out, so that no body,
 * token or address of a person can come in by a new line somewhere.
 */
const FIELDS: ReadonlySet<string> = new Set([
  ...[
    'partner',
    'environment',
    'verdict',
    'outcome',
    'scheduledTime',
    'change',
    'notice',
    'day',
    'seq',
    'hash',
  ],
  ...[
    'partners',
    'swept',
    'failed',
    'sent',
    'complete',
    'ms',
    'why',
    'mode',
    'kind',
    'source',
    'status',
    'route',
  ],
  ...['class', 'cause', 'code', 'name', 'error', 'fix', 'file', 'messageId', 'sequenceNumber', 'path'],
]);

/** Longest text of a field. */
const LONGEST = 300;

/** The log of a function: a JSON object a line, with what tells the invocation. */
export function createFunctionLog(write: (line: string) => void, invocation: () => JsonObject): Log {
  const line =
    (level: string) =>
    (message: string, fields: JsonObject = {}) =>
      write(`${JSON.stringify({ level, message, ...invocation(), ...kept(fields) })}\n`);
  return { info: line('info'), warn: line('warn') };
}

function kept(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      if (!FIELDS.has(name) || (typeof value === 'object' && value !== null)) return [];
      return [[name, typeof value === 'string' ? value.slice(0, LONGEST) : value]];
    }),
  );
}
