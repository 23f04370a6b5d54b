import { expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { preparePartner } from '../../src/adapters/files/prepare-partner.ts';
import { createAjvValidators } from '../../src/adapters/judge/ajv-validators.ts';
import { createMakerOpener } from '../../src/adapters/pact/walk-maker.ts';
import type { OpenPartner } from '../../src/app/ports.ts';
import { walkJourney } from '../../src/app/walk-journey.ts';
import type { Journey } from '../../src/core/agreement/types.ts';
import type { Exchange, Failure } from '../../src/core/exchange/types.ts';
import { liveOn, newJourney } from '../../src/core/journey/live-on.ts';
import type { Json } from '../../src/core/json.ts';
import { placeOf } from '../../src/local/journey-places.ts';
import { monotonic } from '../adapters/look-plan.ts';
import { answerAt, openLab } from './lab-world.ts';

const DAY_MS = 86_400_000;
const EVERY_MS = 1_800_000;
const START = Date.parse('2026-10-20T00:00:00Z');

/** What a partner that is well sends in a month: other records every hour, outages of every kind now and then. */
function recorded(now: () => number, outage: () => Failure | null): OpenPartner {
  return () => {
    const exchanges: Exchange[] = [];
    return {
      exchanges: () => exchanges,
      close: async () => {},
      call: async (call) => {
        const failure = outage();
        const body = answerAt(call.path, new Date(now())) as Json;
        const { method, path, query, headers, purpose, interaction, use } = call;
        const type = 'application/json';
        const good = { status: 200, headers: { 'content-type': type }, media: type, body, unreadable: false };
        const request = { method, path, query, headers };
        const id = exchanges.length;
        exchanges.push({
          id,
          purpose,
          interaction,
          use,
          request,
          response: failure ? null : good,
          failure,
          ms: 5,
        });
        return { sent: true, exchange: exchanges[id] as Exchange, body: new Uint8Array() };
      },
    };
  };
}

it('a clean month, looked at every half hour, raises no alarm', async () => {
  const lab = await openLab();
  const { agreements, journeys } = loadAgreements({ cwd: lab.cwd, sha256 });
  const prepared = await Promise.all(agreements.map((one) => preparePartner(one, lab.cwd, sha256)));
  const looked = agreements.map(({ partner }) => ({ partner, environment: 'production' }));
  let now = START;
  let calls = 0;
  const classes: Failure['class'][] = ['timeout', 'server-error', 'throttled', 'maintenance', 'reset', 'dns'];
  const outage = (): Failure | null =>
    ++calls % 97 === 0
      ? { class: classes[calls % classes.length] as Failure['class'], detail: 'recorded' }
      : null;
  const ports = {
    openPartner: recorded(() => now, outage),
    openMaker: createMakerOpener({ monotonic, log: { info: () => {}, warn: () => {} } }),
    monotonic,
    validators: createAjvValidators,
    calendar: { kind: 'simulated' as const, now: () => new Date(now) },
  };
  const journey = journeys[0] as Journey;
  let state = newJourney(journey.id);
  const outcomes = { held: 0, failing: 0, 'not-verified': 0 };
  const alarms: string[] = [];
  for (; now < START + 30 * DAY_MS; now += EVERY_MS) {
    const walk = await walkJourney(ports, {
      journey,
      placeOf: (step) =>
        placeOf(
          step,
          prepared.find(({ agreement }) => agreement.partner === step.partner) as (typeof prepared)[number],
          looked,
        ),
      allowPrivate: true,
      emulated: () => true,
      deadlineMs: Number.POSITIVE_INFINITY,
    });
    outcomes[walk.outcome]++;
    state = liveOn(state, walk, { confirm: 2, at: new Date(now).toISOString() });
    if (state.state !== 'ok') alarms.push(state.since ?? '');
  }
  expect(alarms).toEqual([]);
  expect(outcomes.failing).toBe(0);
  expect(outcomes['not-verified']).toBeGreaterThan(25);
  expect(outcomes.held + outcomes['not-verified']).toBe(1440);
});
