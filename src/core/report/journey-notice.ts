import type { Journey } from '../agreement/types.ts';
import { type Sha256, shortHash } from '../hash.ts';
import type { Failing, JourneyState } from '../journey/types.ts';
import { failingWords, WHO_WORDS } from './journey-words.ts';
import { type RenderedNotice, writeNotice } from './notice/notice-layout.ts';

type Told = NonNullable<JourneyState['told']>;

/** The one id of a message about a journey: the same whenever it is sent. */
export function journeyNoticeId(
  journey: string,
  { step, since }: Told,
  contact: string,
  sha256: Sha256,
): string {
  return shortHash(['journey', journey, since, step, contact], sha256);
}

/** What ours are told of a journey: that it suffers, or that it is well again. It names places, and no values. */
export function journeyNotice(journey: Journey, told: Told, failing: readonly Failing[]): RenderedNotice {
  const { title, who, hurts, contact } = journey;
  const partners = [...new Set(journey.steps.map(({ partner }) => partner))];
  const data = {
    schema: 'forewarn.journey-notice/1',
    journey: journey.id,
    title,
    step: told.step,
    since: told.since,
    partners,
    ...(told.step === 'suffering' ? { failing: failing.map((one) => ({ ...one })) } : {}),
  };
  if (told.step === 'well') {
    const opening = [`${title}: what we expect holds again.`];
    const sections = [
      { heading: 'Since when it did not', lines: [told.since.slice(0, 16).replace('T', ' ')] },
    ];
    return {
      subject: `[${journey.id}] ${title}: well again`,
      text: writeNotice(opening, sections, FOOTER),
      data,
    };
  }
  const opening = [`${title}: an answer along the way is not what we expect of it.`];
  const sections = [
    { heading: 'What', lines: failing.map((one) => `- ${failingWords(one)} (${partnerOf(journey, one)})`) },
    { heading: 'Since when', lines: [`${told.since.slice(0, 16).replace('T', ' ')} UTC`] },
    { heading: 'Who feels it', lines: [`${WHO_WORDS[who]}: ${hurts}${contact ? `; tell ${contact}` : ''}`] },
    {
      heading: 'Whose step',
      lines: [
        `Ours: look at the step together with ${partners.join(', ')}; forewarn check --journey ${journey.id}`,
      ],
    },
  ];
  return {
    subject: `[${journey.id}] ${title}: not as expected`,
    text: writeNotice(opening, sections, FOOTER),
    data,
  };
}

const FOOTER = ['The contract checks of each partner are told apart from this, in notices of their own.'];

function partnerOf(journey: Journey, { step }: Failing): string {
  return journey.steps[step - 1]?.partner ?? '';
}
