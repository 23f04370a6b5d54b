import { join } from 'node:path';
import { deliverToMailbox } from '../../src/adapters/notify/mailbox.ts';
import { createMailer } from '../../src/adapters/notify/mailer.ts';
import { appendLook } from '../../src/app/append-entry.ts';
import { releaseChange } from '../../src/app/release-change.ts';
import { sweep } from '../../src/app/sweep.ts';
import { releasable } from '../../src/core/lifecycle/sendable.ts';
import { messageOf } from '../../src/core/report/messages/messages.ts';
import { openStore } from '../../src/local/open-store.ts';
import { aFinding, aLook, anOutage } from '../unit/lifecycle/look-fixture.ts';
import { agreementWith, by, ledgerPorts } from './ledger-fixture.ts';

/** Lives through a partner's days, one after another, until it is killed. Says each step that it has done. */
const dir = process.argv[2] ?? '';
process.on('disconnect', () => process.exit());
const store = await openStore({ dir, clock: 'simulated', create: true });
const contacts = agreementWith().contacts;
const agreement = agreementWith({ theirs: contacts.theirs.filter((one) => one.kind === 'email') });
const mailer = createMailer({
  email: (notice, to) => deliverToMailbox(join(dir, 'mailbox'), notice, to),
  secrets: { read: async () => null },
  now: () => new Date(),
  post: async () => ({ status: 200 }),
});
const ports = { ...ledgerPorts({ ...store }), mailer };

const state = await store.projections.read('acme-pay');
const [{ at } = { at: null }] = await store.runs.recent('acme-pay', 1);
const started =
  at === null ? 0 : Math.round((Date.parse(at) - Date.parse('2026-11-01T06:00:00.000Z')) / 86_400_000);
process.send?.({ seq: state?.seq ?? 0 });
for (let day = started; ; day++) {
  ports.goTo(day);
  const shipped = aFinding(`property-${Math.floor(day / 3)}`, { source: 'documents', cell: 'shipped' });
  const look =
    day % 7 === 6 ? anOutage(day) : aLook(day, [shipped], { published: `d${Math.floor(day / 3)}` });
  const { state: after } = await appendLook(ports, { look, agreement, by });
  const evidence = await store.evidence.put('acme-pay', { day });
  for (const ref of releasable(after))
    await releaseChange(ports, { agreement, ref, by: { kind: 'person', id: 'ada' } });
  const swept = await sweep(ports, { agreement, journeys: [], messageOf });
  process.send?.({ seq: swept.state.seq, evidence: evidence.sha256 });
}
