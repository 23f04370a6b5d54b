import { figuresOf } from '../../replay/figures.ts';
import type { Replay } from '../../replay/types.ts';
import { counted } from '../row-words.ts';

/**
 * A replay in five lines: how many versions, what would have been told, what touches nothing that is used, what went, and
 * how to see all of it.
 *
 * @param on.since ISO day
 * @param on.left versions that there was no time for
 * @param on.command shows all of it
 */
export function yearLines(replay: Replay, on: { since: string; left: number; command: string }): string[] {
  const { versions, days, told, quiet, removals } = figuresOf(replay);
  const unread = replay.unread.length === 0 ? '' : `, ${replay.unread.length} more could not be read`;
  const left = on.left === 0 ? '' : `; there was no time for the last ${on.left}`;
  const world = replay.usage.known ? 'break you' : 'are breaking';
  const none = 'nothing would have been told';
  const some = `${counted(told.changes, 'change', 'changes')} told on ${counted(days, 'day', 'days')}: ${counted(told.differences, 'difference', 'differences')}, ${told.breaks} of them ${world}`;
  return [
    `Since ${on.since}: ${counted(versions, 'version', 'versions')} of this document${unread}${left}`,
    `Would have been announced: ${told.changes === 0 ? none : some}`,
    `Left out, as nothing that you use is touched: ${counted(quiet, 'difference', 'differences')}`,
    `Gone of what you use: ${removals.counted}, ${removals.signed} of which said so before`,
    `All of it: ${on.command}`,
  ];
}
