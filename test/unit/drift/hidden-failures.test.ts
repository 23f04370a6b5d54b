import { describe, expect, it } from 'vitest';
import { hiddenFailures, withSight } from '../../../src/core/drift/assess/hidden-failures.ts';
import { operationSightOf } from '../../../src/core/drift/assess/sight.ts';
import type { AssessInput, SeenExchange } from '../../../src/core/drift/assess/types.ts';
import type { Exchange, FailureClass, LiveInteraction } from '../../../src/core/exchange/types.ts';
import { exchangeOf } from '../exchange/exchange-of.ts';

const PACT = 'shop--depot';

function one(number: number, change: Partial<LiveInteraction> = {}): LiveInteraction {
  const description = `call ${number}`;
  return {
    number,
    pact: PACT,
    description,
    outcome: 'passed',
    skipped: null,
    mismatches: [],
    failure: null,
    ...change,
  };
}

function seen(exchange: Partial<Exchange>, kind: FailureClass | null): SeenExchange {
  const failure = kind && { class: kind, detail: 'x' };
  return {
    exchange: { ...exchangeOf({ purpose: 'interaction' }), ...exchange },
    assessment: failure ? { kind: 'not-verified', failure, next: '' } : { kind: 'judged' },
    baseline: { undecided: [] },
  } as unknown as SeenExchange;
}

function input(interactions: LiveInteraction[], exchanges: SeenExchange[]): AssessInput {
  const operations = interactions.map(({ number, description }) => ({
    key: number < 2 ? 'GET /charges/{}' : 'GET /rates',
    by: [{ pact: PACT, interaction: description }],
  }));
  return {
    observation: { exchanges: [], interactions, uses: [], failure: null },
    seen: exchanges,
    usage: { operations },
    fits: interactions.map(({ description }) => ({
      pact: PACT,
      interaction: description,
      livePasses: false,
    })),
  } as unknown as AssessInput;
}

describe('what hides an interaction', () => {
  it('is an answer that says nothing, but not one that was asked for again', () => {
    const look = input(
      [one(0), one(1)],
      [
        seen({ interaction: 0 }, 'blocked'),
        seen({ interaction: 1, id: 4, triedAgain: 5 }, 'throttled'),
        seen({ interaction: 1, id: 5, retried: 1 }, null),
      ],
    );
    expect([...hiddenFailures(look).interactions.keys()]).toEqual([0]);
  });

  it('is the cause for which its record could not be had', () => {
    const missing = { class: 'state-missing', detail: 'find: nothing there fits' } as const;
    const look = input(
      [
        one(0, { outcome: 'not-verified', failure: missing }),
        one(1, { outcome: 'not-verified', failure: missing }),
      ],
      [
        seen({ interaction: 0, purpose: 'state' }, 'maintenance'),
        seen({ interaction: 1, purpose: 'state' }, 'state-missing'),
      ],
    );
    expect([...hiddenFailures(look).interactions].map(([at, { class: kind }]) => [at, kind])).toEqual([
      [0, 'maintenance'],
    ]);
  });

  it('is no failing of the pact', () => {
    const look = input(
      [one(0, { outcome: 'failed' }), one(1, { outcome: 'failed' })],
      [seen({ interaction: 0 }, 'blocked')],
    );
    expect(withSight(look).fits.map(({ livePasses }) => livePasses)).toEqual([null, false]);
  });
});

it('tells of each operation whether it was seen: not, if any part of it was not', () => {
  const failure = { class: 'reset', detail: 'x' } as const;
  const look = input([one(0), one(1, { outcome: 'not-verified', failure }), one(2)], []);
  expect(operationSightOf(look)).toEqual({
    seen: ['GET /rates'],
    unseen: [{ operation: 'GET /charges/{}', class: 'reset' }],
    left: [],
  });
  const left = input([one(0, { outcome: 'skipped', skipped: 'budget' }), one(2)], []);
  expect(operationSightOf(left)).toEqual({ seen: ['GET /rates'], unseen: [], left: ['GET /charges/{}'] });
});
