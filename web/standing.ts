import { html } from 'hono/html';
import { type PartnerLine, partnerLine } from '../src/core/report/partner-line.ts';
import { lengthWords } from '../src/core/report/sight/words.ts';
import { dayFrom, type Html } from './layout.ts';
import type { PageSources, PartnerView } from './types.ts';

/** How a partner stands, from the ledger and its newest looks. */
export async function standingOf(sources: PageSources, { state }: PartnerView): Promise<PartnerLine> {
  return partnerLine(state, await sources.runs(state.partner), sources.now());
}

/** How old the last look is; of several environments, of the one that was looked at longest ago. */
export function ageWords(line: PartnerLine | undefined): string {
  if (line?.ageMs == null) return 'no look on record';
  return line.ageMs < 60_000 ? 'less than a minute ago' : `${lengthWords(line.ageMs)} ago`;
}

/** How much of what we use was seen. */
export function coverageWords(line: PartnerLine | undefined): string {
  return line?.coverage ? `${line.coverage.exercised} of ${line.coverage.used} seen` : 'not on record';
}

/** The same, one fact below the other. */
export function standingList(line: PartnerLine, now: string): Html {
  const { ours, theirs } = line.waitsFor;
  const waits = [...ours.map((one) => `us: ${one}`), ...theirs.map((one) => `them: ${one}`)];
  return html`<dl class="facts">
<div><dt>Looked at</dt><dd>${ageWords(line)}</dd></div>
<div><dt>Of what we use</dt><dd>${coverageWords(line)}</dd></div>
<div><dt>Next date</dt><dd>${line.next ? dayFrom(line.next, now) : 'none known'}</dd></div>
<div><dt>Waits for</dt><dd>${waits.length === 0 ? 'nobody' : waits.slice(0, 10).join(', ')}${waits.length > 10 ? ` and ${waits.length - 10} more` : ''}</dd></div>
</dl>`;
}
