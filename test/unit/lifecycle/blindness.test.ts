import { expect, test } from 'vitest';
import { aLedger, aLook, anOutage, typesOf } from './look-fixture.ts';

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
