import type { Finding } from '../../../src/core/drift/finding.ts';
import type { SignalCount, WalkRun } from '../../../src/core/journey/types.ts';
import { parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import type { PageRead } from '../../../src/core/sight/page-looks.ts';
import type { SightRecords } from '../../../src/core/sight/sources.ts';
import type { PageSighting, StatusWord } from '../../../src/core/status-page/types.ts';
import { aFinding, aLedger, aLook, anAgreement, anOutage } from '../lifecycle/look-fixture.ts';

const HOUR = 3_600_000;

/** An instant of the day of the incident: `09:12`. */
export function at(time: string): string {
  return `2026-11-20T${time}:00.000Z`;
}

/** The same in ms since 1970. */
export function ms(time: string): number {
  return Date.parse(at(time));
}

/** A ledger with its run data, to which looks are added by time. */
export function aWatch(change: Parameters<typeof anAgreement>[0] = {}) {
  const agreement = anAgreement({
    maxAgeMs: HOUR,
    statusPage: 'https://status.acme-pay.example',
    ...change,
  });
  const ledger = aLedger(agreement);
  const runs: (PageRead & { environment: string | null })[] = [];
  return {
    ledger,
    runs,
    look(time: string, environment: string, findings: Finding[], statusPage?: StatusWord) {
      ledger.look(aLook(0, findings, { environment, at: at(time), scheduledTime: at(time) }));
      runs.push({ environment, at: at(time), ...(statusPage ? { statusPage } : {}) });
    },
    outage(time: string, environment: string) {
      ledger.look(anOutage(0, { environment, at: at(time), scheduledTime: at(time) }));
      runs.push({ environment, at: at(time) });
    },
    records(
      more: { signals?: SignalCount[]; walks?: WalkRun[]; sightings?: PageSighting[]; now?: string } = {},
    ): SightRecords {
      return {
        agreement,
        state: ledger.state,
        entries: ledger.entries.map(parseEntry),
        runs,
        sightings: more.sightings ?? [],
        journeys: [
          {
            id: 'checkout',
            title: 'A customer pays for a basket',
            state: null,
            walks: more.walks ?? [],
            signals: more.signals ?? [],
          },
        ],
        now: ms(more.now ?? '12:00'),
      };
    },
  };
}

/**
 * The morning that the call is about: every monitoring was green, and customers suffered from 09:12 to 10:40. The
 * sandbox had shown it since 08:35, production's check saw it at 09:30, their status page said so at 10:15 and meant
 * 09:05, and from 10:45 on all is as it was.
 */
export function theIncident(): SightRecords {
  const watch = aWatch();
  const lost = [aFinding('currency')];
  for (const [hour, minutes] of everyQuarter(8, 12)) {
    const time = `${hour}:${minutes}`;
    const isBad = time >= '09:30' && time < '10:45';
    const said = time >= '10:15' && time < '11:00' ? 'partial-outage' : 'operational';
    watch.look(time, 'production', isBad ? lost : [], said);
    if (time === '09:30') tellThem(watch.ledger, at('09:40'));
    const later = `${hour}:${String(Number(minutes) + 5).padStart(2, '0')}`;
    watch.look(later, 'sandbox', later >= '08:35' ? lost : []);
  }
  return watch.records({
    signals: [
      { hour: at('09:00'), count: 3, first: at('09:12'), last: at('09:51') },
      { hour: at('10:00'), count: 2, first: at('10:07'), last: at('10:40') },
    ],
    walks: [
      { outcome: 'held', from: at('08:00'), to: at('09:00'), n: 2 },
      { outcome: 'failing', from: at('10:00'), to: at('10:00'), n: 1 },
      { outcome: 'held', from: at('11:00'), to: at('11:00'), n: 1 },
    ],
    sightings: [
      { at: at('08:00'), state: 'operational', since: null, incidents: [] },
      {
        at: at('10:15'),
        state: 'partial-outage',
        since: at('09:05'),
        incidents: [{ title: 'Elevated errors in payments', since: at('09:05') }],
      },
      { at: at('11:00'), state: 'operational', since: null, incidents: [] },
    ],
  });
}

/** A person releases what waits for the partner, and it leaves. */
function tellThem({ state, add }: ReturnType<typeof aWatch>['ledger'], when: string): void {
  const waiting = Object.values(state.notices).filter(({ due, sentAt }) => due.side === 'theirs' && !sentAt);
  const sent = { outcome: 'sent', sha256: 'e'.repeat(64), detail: null } as const;
  add(
    when,
    waiting.map(({ due }) => ({ type: 'attempted', notice: due.id, ...sent })),
  );
}

function everyQuarter(from: number, to: number): [string, string][] {
  const hours = Array.from({ length: to - from }, (_, index) => String(from + index).padStart(2, '0'));
  return hours.flatMap((hour) =>
    ['00', '15', '30', '45'].map((minutes): [string, string] => [hour, minutes]),
  );
}
