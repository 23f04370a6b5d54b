import type { JsonObject } from '../../../core/json.ts';
import type { Behaviour, Call, Outcome, Seed } from '../types.ts';

const JOURNALS = '/api/journals';
const SEEDED = 36;
const DAY_MS = 86_400_000;

/** What Ledger Core's document cannot say: a journal balances, and is reversed once. */
export const ledgerCore: Behaviour = {
  seed: (now) => ({ [JOURNALS]: Array.from({ length: SEEDED }, (_, index) => seededJournal(index, now)) }),
  operations: { reverseJournal },
};

function seededJournal(index: number, now: Date): Seed {
  const id = `J-${String(20_001 + index)}`;
  const booked = new Date(now.getTime() - (SEEDED - index) * DAY_MS).toISOString();
  const net = 9_600 + index * 120;
  const tax = Math.round(net / 4);
  const journal: JsonObject = {
    id,
    text: 'Card payments of the day',
    source: 'card-payments',
    currency: 'EUR',
    booked: booked.slice(0, 10),
    period: booked.slice(0, 7),
    total: net + tax,
    state: 'posted',
    debits: [{ account: '1580', amount: net + tax, text: null }],
    credits: [
      { account: '3001', amount: net, text: null },
      { account: '2611', amount: tax, text: 'VAT 25 %' },
    ],
    entered: booked,
  };
  return [id, journal];
}

function reverseJournal(call: Call): Outcome {
  const id = call.pathParams.id ?? '';
  const found = call.records.get(JOURNALS, id);
  if (!found) return { refused: 'not-found', message: 'There is no such journal.', code: 'LC-404' };
  if (found.state === 'reversed')
    return { refused: 'state', message: 'The journal is reversed already.', code: 'LC-409' };
  call.records.put(JOURNALS, id, { ...found, state: 'reversed' });
  const reversal = { ...found, id: `${id}-R`, state: 'posted', entered: call.now.toISOString() };
  call.records.put(JOURNALS, reversal.id, reversal);
  return { body: reversal };
}
