import { describe, expect, it } from 'vitest';
import { sightIn, sightsAt } from '../../../src/core/sight/sight.ts';
import type { SightRecords } from '../../../src/core/sight/sources.ts';
import type { Sight, SourceKind } from '../../../src/core/sight/types.ts';
import { aFinding } from '../lifecycle/look-fixture.ts';
import { at, aWatch, ms } from './incident.ts';

const morning = { from: ms('08:00'), to: ms('12:00') };
const row = (sight: Sight, kind: SourceKind) => sight.rows.find((one) => one.kind === kind);
const told = (sight: Sight, kind: SourceKind) =>
  row(sight, kind)?.pieces.map(({ state, from, to }) => `${clock(from)}-${clock(to)} ${state}`);
const clock = (time: number) => new Date(time).toISOString().slice(11, 16);
const spans = (list: readonly { from: number; to: number }[] | undefined) =>
  list?.map(({ from, to }) => `${clock(from)}-${clock(to)}`);

/** Production alone: looked at every quarter of an hour, worse from 09:30 to 10:30. */
function production(statusPage?: 'operational') {
  const watch = aWatch();
  for (let quarter = 32; quarter < 48; quarter++) {
    const time = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
    watch.look(time, 'production', time >= '09:30' && time <= '10:30' ? [aFinding('total')] : [], statusPage);
  }
  return watch;
}

describe('what each party could see', () => {
  it('is between where two looks show different things, both of them known', () => {
    const sight = sightIn(production().records(), morning);
    expect(told(sight, 'live')).toEqual([
      '08:00-09:15 well',
      '09:15-09:30 between',
      '09:30-09:45 between',
      '09:45-10:30 trouble',
      '10:30-10:45 between',
      '10:45-12:00 well',
    ]);
    const between = row(sight, 'live')?.pieces[1]?.looks;
    expect(between).toEqual({ before: ms('09:15'), after: ms('09:30'), was: 'well', became: 'suspected' });
  });

  it('counts minutes in which nobody could see it, and those in which only people told', () => {
    const page = { state: 'partial-outage' as const, incidents: [] };
    const watch = production();
    watch.runs.push({ environment: 'sandbox', at: at('10:50'), statusPage: 'partial-outage' });
    const sight = sightIn(
      watch.records({
        signals: [{ hour: at('09:00'), count: 2, first: at('09:12'), last: at('09:20') }],
        sightings: [{ ...page, at: at('10:50'), since: at('09:05') }],
      }),
      morning,
    );
    const [trouble, ...more] = sight.troubles;
    expect(more).toEqual([]);
    expect(trouble).toMatchObject({ from: ms('09:05'), seen: ms('10:50'), first: { kind: 'status-page' } });
    // At 10:45 all was well by our check, and the page that says otherwise was read at 10:50.
    expect(spans(trouble?.nobody)).toEqual(['09:05-09:12', '10:45-10:50']);
    expect(spans(trouble?.peopleOnly)).toEqual(['09:12-09:30']);
  });

  it('says how much longer it can have been there at most', () => {
    const signals = [{ hour: at('09:00'), count: 1, first: at('09:20'), last: at('09:20') }];
    const [trouble] = sightIn(production().records({ signals }), morning).troubles;
    expect(trouble).toMatchObject({ from: ms('09:20'), notBefore: null, nobody: [] });
    const [alone] = sightIn(production().records(), morning).troubles;
    expect(alone).toMatchObject({ from: ms('09:45'), notBefore: ms('09:30'), notAfter: ms('10:45') });
  });

  it('does not rest on a look that is older than max-age', () => {
    const watch = aWatch({ maxAgeMs: 20 * 60_000 });
    watch.look('08:00', 'production', []);
    watch.look('09:00', 'production', []);
    const sight = sightIn(watch.records(), { from: ms('07:50'), to: ms('09:30') });
    expect(told(sight, 'live')).toEqual([
      '07:50-08:00 not-seen',
      '08:00-08:20 well',
      '08:20-09:00 not-seen',
      '09:00-09:20 well',
      '09:20-09:30 not-seen',
    ]);
    const live = (time: string) => sightsAt(watch.records(), ms(time)).find(({ kind }) => kind === 'live');
    expect(live('08:15')).toMatchObject({ state: 'well', look: ms('08:00'), ageMs: 15 * 60_000 });
    expect(live('08:40')).toMatchObject({ state: 'not-seen', look: ms('08:00'), ageMs: 40 * 60_000 });
  });

  it('shows an outage as what could not be checked, never as trouble', () => {
    const watch = aWatch();
    watch.look('08:00', 'production', []);
    watch.outage('08:15', 'production');
    watch.look('08:30', 'production', []);
    const sight = sightIn(watch.records(), { from: ms('08:00'), to: ms('08:45') });
    expect(row(sight, 'live')?.spent['not-verified'] ?? 0).toBe(0);
    expect(sightsAt(watch.records(), ms('08:15'))[0]).toMatchObject({
      state: 'not-verified',
      note: 'timeout',
    });
    expect(sight.troubles).toEqual([]);
    expect(sight.first).toEqual([]);
  });

  it('reads what is older than run data from the finished days of the ledger', () => {
    const whole = production('operational');
    const days: SightRecords = whole.records();
    const looked = { environment: 'production', n: 4 };
    const later = aWatch();
    later.look('08:00', 'production', []);
    later.look('08:15', 'production', [aFinding('total')]);
    later.look('08:30', 'production', [aFinding('total')]);
    later.ledger.add(`2026-11-21T00:05:00.000Z`, [
      {
        type: 'day',
        timeline: [
          { ...looked, verdict: 'agrees', from: at('08:00'), to: at('08:15'), n: 2 },
          { ...looked, verdict: 'drifts', from: at('08:30'), to: at('09:15') },
        ],
        pages: [{ state: 'operational', from: at('08:00'), to: at('09:15'), n: 6 }],
      },
    ]);
    const sight = sightIn({ ...later.records(), runs: [] }, { from: ms('08:00'), to: ms('10:00') });
    expect(told(sight, 'live')).toEqual([
      '08:00-08:15 between',
      '08:15-08:30 between',
      '08:30-10:00 trouble',
    ]);
    expect(told(sight, 'status-page')).toEqual(['08:00-10:00 well']);
    expect(days.runs).toHaveLength(16);
  });
});
