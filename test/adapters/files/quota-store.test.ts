import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQuotaStore } from '../../../src/adapters/files/quota-store.ts';
import { userFolder } from '../../../src/adapters/files/user-folder.ts';
import type { QuotaAsk } from '../../../src/app/ports.ts';

const CHILD = fileURLToPath(new URL('./quota-child.ts', import.meta.url));

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'forewarn-quota-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function ask(more: Partial<QuotaAsk['limits']> = {}): QuotaAsk {
  const limits = { requestsPerSecond: 1_000_000, concurrent: 1_000, callsPerDay: null, ...more };
  return { limits, now: Date.now(), holdMs: 60_000 };
}

describe('the folder of a user', () => {
  it.each<[Record<string, string>, string]>([
    [{ FOREWARN_HOME: '/srv/fw', XDG_STATE_HOME: '/x', HOME: '/home/me' }, '/srv/fw'],
    [{ XDG_STATE_HOME: '/x', HOME: '/home/me' }, '/x/forewarn'],
    [{ XDG_STATE_HOME: 'relative', HOME: '/home/me' }, '/home/me/.local/state/forewarn'],
    [{ HOME: '/home/me' }, '/home/me/.local/state/forewarn'],
  ])('of %j', (env, folder) => expect(userFolder(env)).toBe(folder));

  it.each([{}, { FOREWARN_HOME: 'here' }, { HOME: '' }])('is not guessed from %j', (env) =>
    expect(() => userFolder(env)).toThrow(expect.objectContaining({ code: 'config' })),
  );
});

describe('quotas in files', () => {
  it('are for their user alone', async () => {
    const folder = join(home, 'new', 'folder');
    await createQuotaStore(() => folder).take('acme-pay', ask());
    const files = readdirSync(join(folder, 'quota'));
    expect(files).toContain('calls.db');
    for (const file of files) expect(statSync(join(folder, 'quota', file)).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'quota')).mode & 0o077).toBe(0);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('are the same to another store, by partner', async () => {
    const [one, other] = [createQuotaStore(() => home), createQuotaStore(() => home)];
    const day = ask({ callsPerDay: 1 });
    expect(await one.take('acme-pay', day)).toMatchObject({ kind: 'granted' });
    expect(await other.take('acme-pay', day)).toEqual({ kind: 'budget' });
    expect(await other.take('swift-ship', day)).toMatchObject({ kind: 'granted' });
  });

  it('know a pause and a call that another store gave back', async () => {
    const [one, other] = [createQuotaStore(() => home), createQuotaStore(() => home)];
    const single = ask({ concurrent: 1 });
    const grant = await one.take('acme-pay', single);
    expect(await other.take('acme-pay', single)).toMatchObject({ kind: 'retry', why: 'turn' });
    await one.giveBack('acme-pay', grant.kind === 'granted' ? grant.hold : '');
    const origin = 'https://api.acme-pay.example';
    await one.pause('acme-pay', origin, Date.now() + 60_000);
    expect(await other.take('acme-pay', { ...single, origin })).toMatchObject({ why: 'pause' });
    expect(await other.take('acme-pay', single)).toMatchObject({ kind: 'granted' });
  });

  it('give no call twice to processes that all ask at once, also for the first time', async () => {
    const outs = await Promise.all(
      [1, 2, 3, 4].map(() => promisify(execFile)(process.execPath, [CHILD, home, '25', '60'])),
    );
    const granted = outs.reduce((sum, { stdout }) => sum + Number(stdout), 0);
    expect(granted).toBe(60);
    const left = await createQuotaStore(() => home).take('acme-pay', ask({ callsPerDay: 60 }));
    expect(left).toEqual({ kind: 'budget' });
  }, 60_000);

  it('stay whole however often who uses them is killed', async () => {
    for (let n = 0; n < 12; n++) {
      const child = spawn(process.execPath, [CHILD, home, '1000000', '1000000'], { stdio: 'ignore' });
      const over = new Promise((resolve) => child.once('close', resolve));
      const file = join(home, 'quota', 'calls.db');
      for (let waited = 0; waited < 10_000 && !existsSync(file); waited += 5) await pause(5);
      await pause(n === 0 ? 0 : 150 + Math.random() * 150);
      child.kill('SIGKILL');
      await over;
      expect(await createQuotaStore(() => home).take('acme-pay', ask())).toMatchObject({ kind: 'granted' });
    }
  }, 60_000);
});

describe('a file that is not what it should be', () => {
  const write = (content: string | Buffer): void => {
    mkdirSync(join(home, 'quota'), { recursive: true });
    writeFileSync(join(home, 'quota', 'calls.db'), content);
  };

  it.each<[string, () => void]>([
    ['empty', () => write('')],
    ['text', () => write('{"calls": 0}\n')],
    ['zeros', () => write(Buffer.alloc(8192))],
    [
      'a database of something else',
      () => {
        mkdirSync(join(home, 'quota'));
        const other = new DatabaseSync(join(home, 'quota', 'calls.db'));
        other.exec('CREATE TABLE quota (partner TEXT, state TEXT)');
        other.close();
      },
    ],
  ])('is refused and left as it is: %s', async (_, make) => {
    make();
    const file = join(home, 'quota', 'calls.db');
    const size = statSync(file).size;
    await expect(createQuotaStore(() => home).take('acme-pay', ask())).rejects.toMatchObject({
      code: 'storage',
      place: { file },
    });
    expect(statSync(file).size).toBe(size);
  });

  it.each(['', 'null', '{"next":"soon"}'])('is refused where it says %j of a partner', async (state) => {
    const store = createQuotaStore(() => home);
    await store.take('acme-pay', ask());
    const database = new DatabaseSync(join(home, 'quota', 'calls.db'));
    database.prepare('UPDATE quota SET state = ?').run(state);
    database.close();
    await expect(store.take('acme-pay', ask())).rejects.toMatchObject({ code: 'storage' });
    await expect(store.take('swift-ship', ask())).resolves.toMatchObject({ kind: 'granted' });
  });

  it('in a folder that cannot be made is a fault that names it', async () => {
    writeFileSync(join(home, 'file'), '');
    const store = createQuotaStore(() => join(home, 'file'));
    await expect(store.take('acme-pay', ask())).rejects.toMatchObject({ code: 'storage' });
  });

  it('that was deleted begins anew, for a store that had it open too', async () => {
    const store = createQuotaStore(() => home);
    await store.take('acme-pay', ask({ callsPerDay: 1 }));
    rmSync(join(home, 'quota'), { recursive: true });
    expect(await store.take('acme-pay', ask({ callsPerDay: 1 }))).toMatchObject({ kind: 'granted' });
    expect(existsSync(join(home, 'quota', 'calls.db'))).toBe(true);
  });
});
