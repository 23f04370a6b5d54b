import { isOurSide } from '../../core/agreement/our-side.ts';
import { groupBy } from '../../core/group-by.ts';
import { stoppedWords } from '../../core/report/journey-words.ts';
import type { StoryDay } from './days.ts';
import { happeningLine } from './happening-lines.ts';
import { outcomeLines, type Said } from './outcome-lines.ts';
import { type StoryLine, US } from './story-line.ts';

/** Who is called what in the story. */
export type NameOf = (partner: string) => string;

/** Journeys, in the column of names. */
export const JOURNEYS = 'Journeys';

/**
 * What one day brought, line by line; nothing where all was as before.
 *
 * @param on.stuck journeys that could not be walked the day before; kept up here, since only news are told
 */
export function* narrateDay(day: StoryDay, on: { nameOf: NameOf; stuck: Set<string> }): Generator<StoryLine> {
  const { nameOf } = on;
  for (const one of day.switches) yield happeningLine(one, nameOf(one.partner));
  const told = day.outcomes.map((outcome) => {
    const partner = nameOf(outcome.look.partner);
    return {
      who: isOurSide(outcome.look.environment) ? US : partner,
      said: [...outcomeLines(outcome, partner)],
    };
  });
  const news = told.filter(({ said }) => said.length > 0);
  for (const [who, some] of groupBy(news, (one) => one.who))
    for (const said of together(some.flatMap((one) => one.said))) yield { who, ...said };
  const quiet = told.length - news.length;
  const walks = [...journeyLines(day, on.stuck)];
  if (quiet > 0 && news.length > 0)
    yield {
      mark: 'quiet',
      who: '',
      text: quiet === 1 ? 'one other look: as before' : `${quiet} other looks: as before`,
    };
  yield* walks;
}

/** `sandbox: x` and `production: x` become `sandbox, production: x`. */
function together(all: readonly Said[]): Said[] {
  const split = all.map((said) => {
    const [, place = '', text = said.text] = /^([^:]+): (.*)$/s.exec(said.text) ?? [];
    return { said, place, text };
  });
  const groups = groupBy(split, ({ said, text }) => JSON.stringify([said.mark, text, said.more ?? []]));
  return [...groups.values()].map((some) => {
    const [first] = some as [(typeof split)[number]];
    const places = some.map(({ place }) => place).filter((place) => place !== '');
    return places.length > 1 ? { ...first.said, text: `${places.join(', ')}: ${first.text}` } : first.said;
  });
}

/** Journeys that are not as expected, and those that are again; on the first day, those that are. */
function* journeyLines({ day, walked }: StoryDay, stuck: Set<string>): Generator<StoryLine> {
  const cut = walked.filter((one) => one.walked.walk.outcome === 'not-verified');
  for (const { journey, walked: one } of walked)
    if (one.walk.outcome === 'not-verified' && !stuck.has(journey.id))
      yield {
        mark: 'unseen',
        who: JOURNEYS,
        text: `${journey.title}: not walked to its end, ${stoppedWords(one.walk.at)}`,
      };
  for (const { journey, walked: one } of walked)
    if (one.walk.outcome !== 'not-verified' && one.state.state === 'suffering')
      yield {
        mark: 'differs',
        who: JOURNEYS,
        text: `${journey.title}: the parties may be green, the journey is not`,
      };
  const held = walked.filter((one) => one.walked.walk.outcome === 'held');
  const again = day === 0 ? held : held.filter(({ journey }) => stuck.has(journey.id));
  stuck.clear();
  for (const { journey } of cut) stuck.add(journey.id);
  const words = day === 0 ? ['was walked and holds', 'were walked and hold'] : ['holds again', 'hold again'];
  if (again.length > 0)
    yield {
      mark: 'agrees',
      who: JOURNEYS,
      text: again.length === 1 ? `one ${words[0]}` : `${again.length} ${words[1]}`,
    };
}
