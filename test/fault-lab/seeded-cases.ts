import { DRIFT_MODES } from '../../src/local/disturb/drift-modes.ts';
import { FAULT_MODES } from '../../src/local/disturb/fault-modes.ts';
import { pick } from '../../src/local/disturb/types.ts';
import type { Vocabulary } from '../../src/local/disturb/vocabulary.ts';
import { type Random, seeded } from '../crash/random.ts';
import type { OperationName } from './depot-document.ts';
import { type Disturbance, placed } from './disturbance.ts';
import { DRIFT_PLACES } from './drift-places.ts';
import type { Item, Truth } from './lab-case.ts';
import { FAULT_PLACES } from './places.ts';
import { WELL } from './well-variants.ts';

export const FAULTS: readonly Disturbance[] = FAULT_MODES.map(({ places, ...mode }) => ({
  ...mode,
  operations: FAULT_PLACES[places],
}));

/** What the lab's documents name. */
const WORDS: Vocabulary = {
  removable: ['amount', 'status', 'currency'],
  number: ['amount'],
  beside: ['currency'],
  flags: ['active', 'ok'],
  fraction: ['available'],
  id: ['id'],
  nullable: ['customer'],
  listed: ['status'],
  date: ['created'],
  object: ['address'],
  part: ['city'],
  list: ['data'],
  lists: ['tags'],
  header: ['x-total-count'],
  sentText: ['reference'],
  sentListed: ['currency'],
  sentLong: ['description'],
  sentValue: 'GBP',
};

export const DRIFTS: readonly Disturbance[] = DRIFT_MODES.map(({ name, arrange }) => {
  const place = DRIFT_PLACES[name];
  if (!place) throw new Error(`the lab does not say where this change is put: ${name}`);
  return { where: 'one', ...place, name, told: [], arrange: (random) => arrange(random, WORDS) };
});

/** Outages that can be at one operation while its siblings are well. */
const BESIDE = FAULTS.filter(
  ({ where, told, stops }) => where !== 'everywhere' && !told.includes('green') && !stops,
);

/** The record of one charge is found in the list of them: the one is not seen without the other. */
const TOGETHER: readonly OperationName[] = ['getCharge', 'listCharges'];

/**
 * What one seed looks at, in its order: every fault, every drift and every way of being well once. Half of the
 * drifts come with an outage at another operation in the same look.
 */
export function casesOf(seed: number): Item[][] {
  const random = seeded(seed);
  const cases = [
    ...FAULTS.map((one) => [itemOf('outage', one, random)]),
    ...WELL.map((one) => [itemOf('well', one, random)]),
    ...DRIFTS.map((one) => {
      const drift = itemOf('drift', one, random);
      if (one.where === 'each' || random.between(0, 1) === 0) return [drift];
      const kept = [
        ...drift.at,
        ...(one.needs ?? []),
        ...(drift.at.some((name) => TOGETHER.includes(name)) ? TOGETHER : []),
      ];
      const outage = pick(
        random,
        BESIDE.filter(({ operations }) => operations.some((name) => !kept.includes(name))),
      );
      return [drift, itemOf('outage', outage, random, kept)];
    }),
  ];
  return random.shuffle(cases);
}

function itemOf(truth: Truth, disturbance: Disturbance, random: Random, kept: Item['at'] = []): Item {
  return {
    truth,
    disturbance,
    at: placed(disturbance, random, kept),
    arrangement: disturbance.arrange(random),
  };
}
