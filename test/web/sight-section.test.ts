import { describe, expect, it } from 'vitest';
import { focusOn, sightIn } from '../../src/core/sight/sight.ts';
import { ms, theIncident } from '../unit/sight/incident.ts';
import { HOSTILE, samplePage } from './sample.ts';

const records = theIncident();
const period = { from: ms('08:00'), to: ms('12:00') };

function sightOf(hostile: string) {
  const sightings = records.sightings.map((one) => ({
    ...one,
    incidents: one.incidents.map((incident) => ({ ...incident, title: hostile })),
  }));
  return sightIn({ ...records, sightings }, period);
}

describe('what each party could see, on the page', () => {
  it('is a table with heads, a caption and words, without scripts, styles or anything of theirs that acts', async () => {
    const { ask } = samplePage({ sight: async () => sightOf(HOSTILE) });
    const answer = await ask('/partners/acme-pay');
    const text = await answer.text();
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    const section = text.slice(text.indexOf('<section aria-labelledby="sight">'));
    const own = section.slice(0, section.indexOf('</section>'));
    expect(own).toContain('<caption>What each source showed</caption>');
    expect(own).toContain('<th scope="row">our checks of production</th>');
    expect(own).toContain('<span class="badge trouble">showed it</span>');
    expect(own).toContain('<th scope="row">their status page</th>');
    expect(own).toContain('partial-outage: &quot;&lt;/td&gt;&lt;script&gt;alert(1)');
    expect(own).toMatch(/Known afterwards: from 2026-11-20 09:05 \(their status page, by what it said at/);
    expect(text).not.toMatch(/<script|style=|<img/);
  });

  it('is told on the page of a change too, of that change', async () => {
    const [ref = ''] = Object.keys(records.state.changes);
    const asked: (string | null)[] = [];
    const { ask } = samplePage({
      sight: async (_view, change) => {
        asked.push(change);
        return sightIn(records, period, focusOn(records, ref));
      },
    });
    const text = await (await ask('/changes/ACME-PAY-1')).text();
    expect(asked).toEqual(['ACME-PAY-1']);
    expect(text).toContain('<h2 id="sight">What each party could see</h2>');
    expect(text).toContain('their sandbox, by our checks');
  });
});
