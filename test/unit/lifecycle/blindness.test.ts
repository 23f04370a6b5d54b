import { expect, test } from 'vitest';
import type { FailureClass } from '../../../src/core/exchange/types.ts';
import type { Look } from '../../../src/core/lifecycle/types.ts';
import { aLedger, aLook, anOutage, dayTime, typesOf } from './look-fixture.ts';

test('blindness is told once, after max-age, and once more when sight returns', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, []));

  const outage = [1, 2, 3, 4, 5, 6, 7].map((day) => ledger.look(anOutage(day)));
  const back = ledger.look(aLook(8, []));

  expect(outage.map((one) => typesOf(one).join(' '))).toEqual(['blind verdict', '', '', '', 'blind', '', '']);
  expect(outage.flatMap((one) => one.notices).map((one) => [one.side, one.step])).toEqual([
    ['ours', 'blind'],
  ]);
  expect(typesOf(back)).toEqual(['sight', 'verdict']);
  expect(back.notices.map((one) => [one.side, one.step])).toEqual([['ours', 'sight']]);
});

test('a short outage is recorded and told to nobody', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, []));

  const looks = [ledger.look(anOutage(1)), ledger.look(aLook(2, []))];

  expect(looks.map((one) => one.verdict)).toEqual(['not-verified', 'agrees']);
  expect(looks.flatMap((one) => one.notices)).toEqual([]);
});

test('each blindness has notices of its own', () => {
  const ledger = aLedger();
  for (let day = 0; day < 20; day++) ledger.look(day % 8 === 0 ? aLook(day, []) : anOutage(day));

  const steps = Object.values(ledger.state.notices).map(({ due }) => `${due.step} ${due.n}`);

  expect(steps.toSorted()).toEqual(['blind 1', 'blind 2', 'sight 1', 'sight 2']);
});

const unseenBy = (day: number, kind: FailureClass): Look =>
  anOutage(day, {
    notVerified: anOutage(day).notVerified.map((one) => ({ ...one, class: kind })),
  });

test('a cause that changes is told again only where it has become the step of somebody else', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, []));
  const causes = [
    'timeout',
    'timeout',
    'timeout',
    'timeout',
    'connect',
    'credentials',
    'timeout',
    'permission',
  ];

  const looks = causes.map((cause, at) => ledger.look(unseenBy(at + 1, cause as FailureClass)));

  const told = looks.map((one) => one.notices.map(({ step }) => step).join());
  expect(told).toEqual(['', '', '', '', 'blind', 'blind', '', '']);
  expect(ledger.state.environments.sandbox?.blind).toMatchObject({
    class: 'credentials',
    owners: ['theirs', 'ours'],
  });
  expect(ledger.look(aLook(9, [])).notices.map(({ step }) => step)).toEqual(['sight']);
});

test('what is told is the cause that most of what could not be seen has', () => {
  const ledger = aLedger();
  const [one] = anOutage(0).notVerified as [Look['notVerified'][number]];
  const notVerified = (['dns', 'reset', 'reset'] as const).map((kind) => ({ ...one, class: kind }));
  ledger.look(anOutage(0, { notVerified }));
  expect(ledger.state.environments.sandbox?.blind?.class).toBe('reset');
});

test('a blindness that an older entry told is not told again', () => {
  const ledger = aLedger();
  const since = dayTime(0);
  const told = { type: 'blind', environment: 'sandbox', class: 'timeout', since, told: true } as const;
  ledger.add(dayTime(5), [told]);

  expect(ledger.look(unseenBy(6, 'connect')).notices).toEqual([]);
  expect(ledger.look(unseenBy(7, 'credentials')).notices.map(({ step }) => step)).toEqual(['blind']);
});
