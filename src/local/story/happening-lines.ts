import { isOurSide } from '../../core/agreement/our-side.ts';
import type { Happening } from '../emulator/start-partners.ts';
import { placeWords } from './outcome-lines.ts';
import { type StoryLine, US } from './story-line.ts';

/** What the emulated partners do on a day, as a stage direction: nobody has told us. */
export function happeningLine(one: Happening, who: string): StoryLine {
  return {
    mark: 'does',
    who: isOurSide(one.environment) ? US : who,
    text: `${placeWords(one.environment, who)} ${words(one)}`,
  };
}

function words(one: Happening): string {
  switch (one.kind) {
    case 'version':
      return one.published
        ? `publishes version ${one.version}`
        : 'begins to answer otherwise; its document stays as it is';
    case 'outage':
      return one.begins ? 'is down' : 'is up again';
    case 'fault':
      return one.begins ? 'fails now and then' : 'does not fail any more';
    case 'drift':
      return one.begins ? 'begins to answer otherwise' : 'answers as before';
    case 'credentials':
      return one.begins ? 'does not take our credential any more' : 'takes our credential again';
    case 'headers':
      return one.begins ? 'names a day in its headers; its document says nothing' : 'names no day any more';
    default:
      return one satisfies never;
  }
}
