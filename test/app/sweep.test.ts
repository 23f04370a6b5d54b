import { expect, test } from 'vitest';
import { appendLook } from '../../src/app/append-entry.ts';
import { releaseChange } from '../../src/app/release-change.ts';
import { sweep } from '../../src/app/sweep.ts';
import { MAX_ATTEMPTS } from '../../src/core/lifecycle/sendable.ts';
import { messageOf } from '../../src/core/report/messages/messages.ts';
import { aFinding, aLook } from '../unit/lifecycle/look-fixture.ts';
import { agreementWith, by, entriesOf, type LedgerPorts, ledgerPorts } from './ledger-fixture.ts';

const agreement = agreementWith();
const person = { kind: 'person', id: 'ada' } as const;
const journeys = [
  {
    id: 'checkout',
    title: 'A customer pays',
    who: 'customer',
    hurts: 'No receipt',
    contact: null,
    steps: [],
  },
] as const;
const input = { agreement, journeys: journeys.map((one) => ({ ...one, steps: [] })), messageOf };

async function shippedChange(): Promise<LedgerPorts> {
  const ports = ledgerPorts();
  const finding = aFinding('amount', { source: 'documents', cell: 'shipped' });
  await appendLook(ports, { look: aLook(0, [finding]), agreement, by });
  return ports;
}

const sides = (ports: LedgerPorts) => ports.sent.map((one) => one.side);

test('ours are sent at once, theirs only after a release, each once', async () => {
  const ports = await shippedChange();

  await sweep(ports, input);
  expect(sides(ports)).toEqual(['ours']);
  await sweep(ports, input);
  expect(sides(ports)).toEqual(['ours']);

  const released = await releaseChange(ports, { agreement, ref: 'acme-pay-1', by: person });
  expect(released).toMatchObject({ outcome: 'released', change: 'ACME-PAY-1' });
  const swept = await sweep(ports, input);
  await sweep(ports, input);

  expect(sides(ports)).toEqual(['ours', 'theirs', 'theirs']);
  expect(swept.sent.toSorted()).toEqual(released.notices.toSorted());
  expect(new Set(ports.sent.map((one) => one.id)).size).toBe(3);
});

test('what leaves for the partner names no journey and no contact of ours', async () => {
  const ports = await shippedChange();
  await sweep(ports, input);
  await releaseChange(ports, { agreement, ref: 'ACME-PAY-1', by: person });
  await sweep(ports, input);

  const [ours, ...theirs] = ports.sent;

  expect(ours?.text).toContain('No receipt');
  for (const one of theirs) {
    expect(`${one.text}${JSON.stringify(one.data)}`).not.toMatch(
      /No receipt|checkout|A customer pays|payments@shop/,
    );
  }
});

test('releasing twice does nothing more; an unknown change names what waits', async () => {
  const ports = await shippedChange();

  await expect(releaseChange(ports, { agreement, ref: 'ACME-PAY-9', by: person })).rejects.toMatchObject({
    code: 'not-found',
    fix: 'Waiting for a release: ACME-PAY-1.',
  });
  await releaseChange(ports, { agreement, ref: 'ACME-PAY-1', by: person });
  const entries = (await entriesOf(ports)).length;
  const again = await releaseChange(ports, { agreement, ref: 'ACME-PAY-1', by: person });

  expect(again).toMatchObject({ outcome: 'already', notices: [] });
  expect(await entriesOf(ports)).toHaveLength(entries);
});

test('a process that ends between sending and recording sends again, with the same id and the same words', async () => {
  const ports = await shippedChange();
  const append = ports.ledger.append;
  ports.ledger.append = async () => {
    throw new Error('killed');
  };
  await expect(sweep(ports, input)).rejects.toThrow('killed');
  ports.ledger.append = append;

  await sweep(ports, input);

  const [first, second] = ports.sent;
  expect(ports.sent).toHaveLength(2);
  expect(second).toEqual(first);
});

test('a dead channel is a recorded failure, tried again in later sweeps, and given up in the end', async () => {
  const ports = await shippedChange();
  const send = ports.mailer.send;
  ports.mailer.send = async () => {
    throw new TypeError('no route');
  };

  const first = await sweep(ports, input);
  for (let more = 1; more < MAX_ATTEMPTS + 3; more++) await sweep(ports, input);
  ports.mailer.send = send;
  const last = await sweep(ports, input);

  expect(first.failed).toHaveLength(1);
  const attempts = Object.values(last.state.notices).flatMap((one) => one.attempts);
  expect(attempts).toHaveLength(MAX_ATTEMPTS);
  expect(attempts[0]).toMatchObject({ outcome: 'failed', detail: 'the channel failed (TypeError)' });
  expect(ports.sent).toEqual([]);
});

test('a channel that works again delivers what failed before', async () => {
  const ports = await shippedChange();
  const send = ports.mailer.send;
  ports.mailer.send = async () => ({ outcome: 'failed', sha256: 'f'.repeat(64), detail: 'HTTP 503' });
  await sweep(ports, input);
  ports.mailer.send = send;

  const swept = await sweep(ports, input);

  expect(swept.sent).toHaveLength(1);
  expect(sides(ports)).toEqual(['ours']);
});

test('a contact that the agreement no longer names is recorded once', async () => {
  const ports = await shippedChange();
  const gone = { ...input, agreement: agreementWith({ ours: [] }) };

  await sweep(ports, gone);
  const { state } = await sweep(ports, gone);

  expect(Object.values(state.notices).flatMap((one) => one.attempts)).toMatchObject([
    { outcome: 'failed', detail: 'the agreement no longer names this contact' },
  ]);
});

test('an announcement of a change that has ended is never sent', async () => {
  const ports = await shippedChange();
  await sweep(ports, input);
  await appendLook(ports, { look: aLook(1, [], { published: 'd9' }), agreement, by });

  await expect(releaseChange(ports, { agreement, ref: 'ACME-PAY-1', by: person })).resolves.toMatchObject({
    outcome: 'already',
  });
  await sweep(ports, input);

  expect(ports.sent.map((one) => [one.side, one.data.step])).toEqual([
    ['ours', 'announce'],
    ['ours', 'resolved'],
  ]);
});
