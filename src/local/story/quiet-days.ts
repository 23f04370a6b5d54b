import { counted } from '../../core/report/row-words.ts';
import type { StoryDay } from './days.ts';
import type { StoryWriter } from './story-line.ts';

/** Days one after another that brought nothing, told together; none of them, nothing. */
export function* quietDays(
  days: readonly Pick<StoryDay, 'day' | 'date' | 'outcomes'>[],
  writer: StoryWriter,
): Generator<string> {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return;
  const looks = days.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  const when =
    first === last
      ? `Day ${first.day}, ${first.date}`
      : `Days ${first.day} to ${last.day}, ${first.date} to ${last.date}`;
  yield writer.heading(when);
  const text = `${counted(looks, 'look', 'looks')}, nothing new; nobody is told`;
  yield writer.line({ mark: 'quiet', who: '', text });
}
