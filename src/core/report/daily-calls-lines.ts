import type { DailyCalls } from '../agreement/daily-calls.ts';
import type { OperationName } from '../drift/difference.ts';
import { operationCall } from './observe-lines.ts';
import { counted } from './row-words.ts';

const SHOWN = 10;

/** An operation that no look calls, and why. */
export interface NotCalled {
  operation: OperationName;
  why: string;
}

/** What looking costs the partner, for people, and what of the chosen operations is never called. */
export function dailyCallsLines(cost: DailyCalls, notCalled: readonly NotCalled[]): string[] {
  return [costLine(cost), ...documentLine(cost), ...notCalledLines(notCalled)];
}

function costLine({ environments, perLook, calls, looks }: DailyCalls): string {
  if (environments === 0) return 'No call: the document names no server that could be called.';
  if (perLook === 0) return 'No call: nothing of what you chose can be called as it stands.';
  const each = `${counted(perLook, 'call', 'calls')} a look`;
  if (calls === null || looks === null)
    return `${each}, at ${counted(environments, 'environment', 'environments')}, as often as \`schedule\` says.`;
  const times = `${counted(Math.round(looks), 'look', 'looks')} a day`;
  return `About ${counted(calls, 'call', 'calls')} a day: ${each}, ${times}, at ${counted(environments, 'environment', 'environments')}.`;
}

function documentLine({ documents }: DailyCalls): string[] {
  if (documents === null) return [];
  return [
    `Their document is asked for ${counted(documents, 'time', 'times')} a day, and sent where it changed.`,
  ];
}

function notCalledLines(notCalled: readonly NotCalled[]): string[] {
  if (notCalled.length === 0) return [];
  const more = notCalled.length - SHOWN;
  return [
    'Compared by the documents, and not called:',
    ...notCalled.slice(0, SHOWN).map(({ operation, why }) => `  ${operationCall(operation)}: ${why}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
