import type { Log } from '../../app/ports.ts';
import type { JsonObject } from '../../core/json.ts';

/** A log of one JSON object a line; `write` gets each line with its newline. */
export function createLineLog(write: (line: string) => void): Log {
  const line =
    (level: string) =>
    (message: string, fields: JsonObject = {}) =>
      write(`${JSON.stringify({ level, message, ...fields })}\n`);
  return { info: line('info'), warn: line('warn') };
}

/** A log that keeps nothing, for commands whose output is their report. */
export const silentLog: Log = { info: () => {}, warn: () => {} };
