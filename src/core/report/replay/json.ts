import { parseSubject } from '../../drift/subject.ts';
import { figuresOf } from '../../replay/figures.ts';
import type { Replay, ToldDifference } from '../../replay/types.ts';
import { messageOf } from '../messages/messages.ts';

/** A replay as data: `forewarn.replay/1`. */
export function replayJson(replay: Replay): string {
  const { partner, name, usage, days, removals, unread, notices } = replay;
  const shown = {
    schema: 'forewarn.replay/1',
    partner,
    name,
    usage,
    summary: { ...figuresOf(replay), notices },
    days: days.map((day) => ({
      ...day,
      told: day.told.map((change) => ({ ...change, differences: change.differences.map(withMessage) })),
    })),
    removals,
    unread,
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function withMessage(one: ToldDifference) {
  const subject = parseSubject(one.subject);
  return { ...one, message: subject ? messageOf(one.rule, one.args, subject) : one.rule };
}
