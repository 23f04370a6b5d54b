import { describe, expect, it } from 'vitest';
import { sightAtText, sightText } from '../../../src/core/report/sight/human.ts';
import { sightJson } from '../../../src/core/report/sight/json.ts';
import { sightMarkdown } from '../../../src/core/report/sight/markdown.ts';
import { focusOn, sightIn, sightsAt } from '../../../src/core/sight/sight.ts';
import { ms, theIncident } from './incident.ts';

const subject = {
  partner: 'acme-pay',
  name: 'Acme Pay',
  change: null,
  titles: new Map([['checkout', 'A customer pays for a basket']]),
};
const morning = { from: ms('08:00'), to: ms('12:00') };
const golden = (name: string) => `../../golden/sight/${name}`;

describe('what each party could see, as it is written', () => {
  const sight = sightIn(theIncident(), morning);

  it('is a picture of 100 columns with what is known afterwards', async () => {
    const text = sightText({ ...subject, sight });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    await expect(text).toMatchFileSnapshot(golden('incident.txt'));
  });

  it('is the same as markdown and as data', async () => {
    await expect(sightMarkdown({ ...subject, sight })).toMatchFileSnapshot(golden('incident.md'));
    await expect(sightJson({ ...subject, sight })).toMatchFileSnapshot(golden('incident.json'));
  });

  it('is a list for an instant, each with the age of its look', async () => {
    const at = ms('09:20');
    const text = sightAtText({ ...subject, at, sources: sightsAt(theIncident(), at) });
    await expect(text).toMatchFileSnapshot(golden('instant.txt'));
  });

  it('is told of one change alone', async () => {
    const records = theIncident();
    const [ref = ''] = Object.keys(records.state.changes);
    const focus = focusOn(records, ref);
    const text = sightText({ ...subject, change: ref, sight: sightIn(records, morning, focus) });
    await expect(text).toMatchFileSnapshot(golden('one-change.txt'));
  });
});
