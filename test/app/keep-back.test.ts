import { describe, expect, it } from 'vitest';
import { appendLook } from '../../src/app/append-entry.ts';
import { catchUp, rebuild } from '../../src/app/catch-up.ts';
import { type KeepBackInput, keepBack } from '../../src/app/keep-back.ts';
import { releaseChange } from '../../src/app/release-change.ts';
import { sweep } from '../../src/app/sweep.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Json } from '../../src/core/json.ts';
import { describeTransition } from '../../src/core/ledger/describe.ts';
import { parseEntry } from '../../src/core/ledger/parse-entry.ts';
import { parseState, stateText } from '../../src/core/ledger/parse-state.ts';
import { releasable, waitingFor } from '../../src/core/lifecycle/sendable.ts';
import { messageOf } from '../../src/core/report/messages/messages.ts';
import { aFinding, aLook } from '../unit/lifecycle/look-fixture.ts';
import { agreementWith, by, entriesOf, ledgerPorts } from './ledger-fixture.ts';

const REF = 'ACME-PAY-1';
const ana = { kind: 'person', id: 'Ana' } as const;
const agreement = agreementWith();

/** A ledger in which what the partner would be told waits for a person. */
async function waiting() {
  const ports = ledgerPorts();
  const finding = aFinding('amount', { source: 'documents', cell: 'shipped' });
  await appendLook(ports, { look: aLook(0, [finding]), agreement, by });
  const decide = (more: Partial<KeepBackInput> = {}) =>
    keepBack(ports, { agreement, ref: REF, until: null, why: 'told by telephone', by: ana, ...more });
  const theirs = () => ports.sent.filter(({ contact }) => agreement.contacts.theirs.includes(contact));
  return { ports, decide, theirs, finding };
}

describe('what waits for a release', () => {
  it('that was dropped never leaves, and whoever was to hear it hears no end either', async () => {
    const { ports, decide, theirs } = await waiting();
    const { state: before } = await decide({ ref: REF.toLowerCase(), why: 'nobody there' });
    expect(waitingFor(before, REF)).toEqual([]);
    expect(releasable(before)).toEqual([]);
    expect((await releaseChange(ports, { agreement, ref: REF, by: ana })).outcome).toBe('already');
    ports.goTo(1);
    await appendLook(ports, { look: aLook(1, []), agreement, by });
    await sweep(ports, { agreement, journeys: [], messageOf });
    const after = await catchUp(ports, 'acme-pay');
    expect(after.changes[REF]?.how).toBe('resolved');
    expect(theirs()).toEqual([]);
    const dropped = { sentAt: null, dropped: { why: 'nobody there' } };
    expect(Object.values(after.notices).filter(({ due }) => due.side === 'theirs')).toMatchObject([
      dropped,
      dropped,
    ]);
  });

  it('that was kept back waits, can still be released, and the same again says nothing new', async () => {
    const { ports, decide, theirs } = await waiting();
    const held = await decide({ until: '2026-12-24', why: 'they are away' });
    expect(held).toMatchObject({ outcome: 'held', change: REF });
    expect(held.state.changes[REF]?.keptBack).toMatchObject({ until: '2026-12-24', why: 'they are away' });
    expect((await decide({ until: '2026-12-24', why: 'they are away' })).outcome).toBe('already');
    await sweep(ports, { agreement, journeys: [], messageOf });
    expect(theirs()).toEqual([]);
    const released = await releaseChange(ports, { agreement, ref: REF, by: ana });
    expect(released.state.changes[REF]?.keptBack).toBeUndefined();
    await sweep(ports, { agreement, journeys: [], messageOf });
    expect(theirs()).toHaveLength(2);
    expect((await decide()).outcome).toBe('already');
  });

  it('leaves lines that tell who decided what and why, and a state that can be read and made again', async () => {
    const { ports, decide } = await waiting();
    await decide({ until: '2026-12-24', why: 'they are away' });
    await decide({ why: 'told by telephone' });
    const entries = (await entriesOf(ports)).slice(-2).map(parseEntry);
    expect(entries.map((one) => one.by.id)).toEqual(['Ana', 'Ana']);
    expect(entries.flatMap((one) => one.transitions.map(describeTransition))).toEqual([
      'ACME-PAY-1: what waits is kept back until 2026-12-24: they are away',
      'ACME-PAY-1: 2 notices dropped: told by telephone',
    ]);
    const state = await catchUp(ports, 'acme-pay');
    const bytes = canonicalJson(state as unknown as Json);
    expect(canonicalJson(parseState(stateText(state)) as unknown as Json)).toBe(bytes);
    expect(canonicalJson((await rebuild(ports, 'acme-pay')) as unknown as Json)).toBe(bytes);
  });

  it.each<[string, Partial<KeepBackInput>]>([
    ['without a reason', { why: ' \u0007 ' }],
    ['with a reason that is too long', { why: 'x'.repeat(201) }],
    ['with an address in the reason', { why: 'ana@partner.example knows' }],
    ['until a day that has passed', { until: '2026-01-01' }],
    ['until no day', { until: 'tomorrow' }],
    ['until a day beyond a year', { until: '2030-01-01' }],
  ])('is not kept back %s', async (_name, more) => {
    const { ports, decide } = await waiting();
    const before = (await entriesOf(ports)).length;
    await expect(decide(more)).rejects.toMatchObject({ code: 'usage' });
    expect(await entriesOf(ports)).toHaveLength(before);
  });

  it('is not found by another reference', async () => {
    const { decide } = await waiting();
    await expect(decide({ ref: 'ACME-PAY-9' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
