import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sweep } from '../../src/app/sweep.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { messageOf } from '../../src/core/report/messages/messages.ts';
import { openStore } from '../../src/local/open-store.ts';
import { agreementWith, ledgerPorts } from './ledger-fixture.ts';

interface Said {
  seq: number;
  evidence?: string;
}

async function liveFor(dir: string, ms: number): Promise<Said[]> {
  const said: Said[] = [];
  const child = fork(join(import.meta.dirname, 'ledger-crash-child.ts'), [dir], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.once('message', () => setTimeout(() => child.kill('SIGKILL'), ms));
  child.on('message', (message: Said) => said.push(message));
  await new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return said;
}

test('killed at any moment, nothing committed is lost and no notice is told twice', async () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'forewarn-crash-')), '.forewarn');
  let reached = 0;
  // A machine that is busy gets as much further as it needs to have something to lose.
  for (const ms of [40, 310, 633, 190, 1_300, 2_600, 5_200]) {
    if (ms > 1_000 && reached > 3) break;
    const said = await liveFor(dir, ms);
    reached = Math.max(reached, ...said.map((one) => one.seq));

    const store = await openStore({ dir, clock: 'simulated', create: false });
    const ports = ledgerPorts({ ...store });
    const [verified] = await verifyLedger(ports, ['acme-pay']);
    expect(verified).toMatchObject({ ok: true, fault: null, projection: 'equal' });
    expect(verified?.entries).toBeGreaterThanOrEqual(reached);
    for (const { evidence } of said)
      if (evidence) expect(await store.evidence.get('acme-pay', evidence)).not.toBeNull();
    await store.close();
  }
  expect(reached).toBeGreaterThan(3);

  const store = await openStore({ dir, clock: 'simulated', create: false });
  const { state } = await sweep(ledgerPorts({ ...store }), {
    agreement: agreementWith(),
    journeys: [],
    messageOf,
  });
  const notices = Object.values(state.notices);
  for (const side of ['ours', 'theirs'] as const) {
    const folder = join(dir, 'mailbox', side);
    const mails = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
    expect(mails.length).toBeGreaterThan(0);
    for (const mail of mails) {
      const notice = notices.find(({ due }) => `${due.id}.eml` === mail && due.side === side);
      const sha256 = createHash('sha256')
        .update(readFileSync(join(folder, mail)))
        .digest('hex');
      expect(notice?.sentAt).not.toBeNull();
      const fromTheMailbox = notice?.attempts.filter((one) => one.sha256 === sha256) ?? [];
      expect(fromTheMailbox.length + Number(notice?.attempts.length === 1)).toBeGreaterThan(0);
    }
  }
  await store.close();
}, 120_000);
