import { expect, test } from 'vitest';
import { aFinding, aLedger, aLook, anAgreement, anOutage, dayTime } from './look-fixture.ts';

const STRICT = anAgreement({ policy: { ...anAgreement().policy, confirm: 3 } });
const missing = aFinding('amount');
const from = (vantage: string, day = 0) => ({
  vantage,
  environment: 'production',
  scheduledTime: dayTime(day),
});

const stateOf = (ledger: ReturnType<typeof aLedger>) =>
  ledger.state.drifts[missing.driftKey]?.environments.production?.state;

test('two places that show the same confirm it, without waiting for further looks', () => {
  const ledger = aLedger(STRICT);
  ledger.look(aLook(0, [], from('office')));
  ledger.look(aLook(1, [missing], from('office', 1)));
  expect(stateOf(ledger)).toBe('suspected');

  ledger.look(aLook(1, [missing], from('cloud', 1)));

  expect(stateOf(ledger)).toBe('confirmed');
  expect(Object.values(ledger.state.notices).map(({ due }) => due.step)).toContain('announce');
});

test('one place alone needs as many looks as ever; so do two whose looks are too far apart, or that show other values', () => {
  const alone = aLedger(STRICT);
  for (const day of [1, 2]) alone.look(aLook(day, [missing], from('office', day)));
  expect(stateOf(alone)).toBe('suspected');
  alone.look(aLook(3, [missing], from('office', 3)));
  expect(stateOf(alone)).toBe('confirmed');

  const apart = aLedger(STRICT);
  apart.look(aLook(1, [missing], from('office', 1)));
  apart.look(aLook(9, [missing], from('cloud', 9)));
  expect(stateOf(apart)).toBe('suspected');

  const other = aLedger(STRICT);
  other.look(aLook(1, [missing], from('office', 1)));
  other.look(aLook(1, [{ ...missing, fingerprint: '1'.repeat(32) }], from('cloud', 1)));
  expect(stateOf(other)).toBe('suspected');
});

test('what one place alone has shown is not ended by what another does not see', () => {
  const ledger = aLedger(anAgreement());
  ledger.look(aLook(0, [], from('office')));
  for (const day of [1, 2]) {
    ledger.look(aLook(day, [missing], from('office', day)));
    ledger.look(aLook(day, [], from('cloud', day)));
  }
  expect(stateOf(ledger)).toBe('confirmed');

  ledger.look(aLook(3, [], from('cloud', 3)));
  expect(stateOf(ledger)).toBe('confirmed');
  ledger.look(aLook(4, [], from('office', 4)));
  expect(stateOf(ledger)).toBe('resolved');
});

test('an outage that one place alone sees is kept and told for that place, and moves nothing else', () => {
  const ledger = aLedger(anAgreement({ maxAgeMs: 86_400_000 }));
  const sees = (day: number) => ledger.look(aLook(day, [], from('cloud', day)));
  const blind = (day: number) =>
    ledger.look(anOutage(day, { ...from('office', day), seenFrom: { vantage: 'cloud', at: dayTime(day) } }));
  sees(0);
  const first = blind(1);
  sees(1);
  blind(2);
  const told = blind(3);
  const again = blind(4);

  expect(first.verdict, 'the look itself saw nothing').toBe('not-verified');
  expect(first.transitions.map(({ type }) => type)).toEqual(['blind']);
  expect(first.notices).toEqual([]);
  expect(told.notices).toMatchObject([{ step: 'blind', vantage: 'office', environment: 'production' }]);
  expect(again.transitions).toEqual([]);
  expect(ledger.state.environments.production).toMatchObject({
    verdict: 'agrees',
    blind: null,
    blindFrom: { office: { told: true, since: dayTime(1) } },
  });

  const back = ledger.look(aLook(5, [], from('office', 5)));
  expect(back.notices).toMatchObject([{ step: 'sight', vantage: 'office' }]);
  expect(ledger.state.environments.production?.blindFrom).toBeUndefined();
});

test('an outage that no place sees through is one of the environment, since it began', () => {
  const ledger = aLedger(anAgreement({ maxAgeMs: 2 * 86_400_000 }));
  ledger.look(aLook(0, [], from('cloud')));
  ledger.look(anOutage(1, { ...from('office', 1), seenFrom: { vantage: 'cloud', at: dayTime(0) } }));
  ledger.look(anOutage(2, from('cloud', 2)));
  const { notices } = ledger.look(anOutage(4, from('office', 4)));

  expect(ledger.state.environments.production).toMatchObject({
    verdict: 'not-verified',
    blind: { class: 'timeout' },
  });
  expect(notices.filter(({ vantage }) => vantage !== undefined)).toEqual([]);
});

test('a look of another place due at the same time is a look of its own', () => {
  const ledger = aLedger(STRICT);
  ledger.look(aLook(0, [missing], from('office')));
  ledger.look(aLook(0, [missing], from('cloud')));
  expect(new Set(ledger.entries.map(({ body }) => JSON.parse(body).look)).size).toBe(ledger.entries.length);
});
