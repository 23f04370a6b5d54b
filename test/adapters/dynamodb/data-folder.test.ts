import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, openStore } from '../../../src/local/open-store.ts';
import { openNewStore } from './open-table.ts';

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'forewarn-folder-')), '.forewarn');
const entry = { seq: 1, body: 'one', hash: 'a'.repeat(64) };

test('a second opening joins the one that holds the folder', async () => {
  const store = await openNewStore();
  const guest = await openStore({ dir: store.dir, clock: 'simulated', create: false });
  await guest.ledger.append('acme-pay', entry);

  expect([store.holds, guest.holds]).toEqual([true, false]);
  expect(await store.ledger.head('acme-pay')).toEqual(entry);
  expect(statSync(join(store.dir, 'endpoint.json')).mode & 0o777).toBe(0o600);

  await guest.close();
  await store.close();
  expect(existsSync(join(store.dir, 'endpoint.json'))).toBe(false);
  expect(existsSync(join(store.dir, 'lock'))).toBe(false);
});

test('two processes that open at the same moment: one holds, the other joins', async () => {
  const dir = newFolder();

  const opened = await Promise.all([1, 2, 3].map(() => openStore({ dir, clock: 'real', create: true })));

  expect(opened.map((one) => one.holds).toSorted()).toEqual([false, false, true]);
  for (const one of opened.toSorted((a, b) => Number(a.holds) - Number(b.holds))) await one.close();
});

test('a folder holds one calendar for ever', async () => {
  const dir = newFolder();
  await (await openStore({ dir, clock: 'simulated', create: true })).close();

  await expect(openStore({ dir, clock: 'real', create: true })).rejects.toMatchObject({ code: 'config' });
  const reader = await openStore({ dir, create: false });
  expect(reader.clock).toBe('simulated');
  await reader.close();
  await emptyFolder(dir);
  await (await openStore({ dir, clock: 'real', create: true })).close();
});

test('no folder is not created for a reader', async () => {
  const dir = newFolder();

  await expect(openStore({ dir, create: false })).rejects.toMatchObject({ code: 'not-found' });
  expect(existsSync(dir)).toBe(false);
});

test.each([
  ['a process that has gone', JSON.stringify({ pid: 2 ** 22 - 3, startedAt: '1' })],
  ['a number that is another process now', JSON.stringify({ pid: process.pid, startedAt: '1' })],
  ['a lock cut short', '{"pid":'],
])('the lock of %s is taken over', async (_, lock) => {
  const dir = newFolder();
  await mkdir(dir, { recursive: true });
  writeFileSync(join(dir, 'lock'), lock);

  const store = await openStore({ dir, clock: 'real', create: true });

  expect(store.holds).toBe(true);
  await expect(emptyFolder(dir)).rejects.toMatchObject({ code: 'locked' });
  await store.close();
});

test('a folder whose lock was taken away by hand is still not opened twice', async () => {
  const store = await openNewStore();
  rmSync(join(store.dir, 'lock'));

  await expect(openStore({ dir: store.dir, clock: 'simulated', create: true })).rejects.toMatchObject({
    code: 'locked',
  });
  expect(existsSync(join(store.dir, 'endpoint.json'))).toBe(true);
  expect(await store.ledger.append('acme-pay', entry)).toBe('appended');
  await store.end();
});

test('a folder that cannot be read is told in words', async () => {
  const dir = newFolder();
  await (await openStore({ dir, clock: 'real', create: true })).close();
  writeFileSync(join(dir, 'table', 'CURRENT'), 'nonsense');

  await expect(openStore({ dir, clock: 'real', create: true })).rejects.toMatchObject({ code: 'storage' });
});

test('the table refuses pages in browsers, other hosts and other keys', async () => {
  const store = await openNewStore();
  const { url, accessKey } = JSON.parse(readFileSync(join(store.dir, 'endpoint.json'), 'utf8'));
  const ask = async (headers: Record<string, string>) => {
    const target = 'DynamoDB_20120810.ListTables';
    const type = 'application/x-amz-json-1.0';
    const signed = `AWS4-HMAC-SHA256 Credential=${accessKey}/20261101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0`;
    const all = {
      'x-amz-target': target,
      'content-type': type,
      'x-amz-date': '20261101T000000Z',
      authorization: signed,
      ...headers,
    };
    return (await fetch(url, { method: 'POST', body: '{}', headers: all })).status;
  };

  expect(await ask({})).toBe(200);
  expect(await ask({ origin: 'https://elsewhere.example' })).toBe(403);
  expect(
    await ask({ authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/x, SignedHeaders=host, Signature=0' }),
  ).toBe(403);
  expect((await fetch(url)).status).toBe(403);
  expect(new URL(url).hostname).toBe('127.0.0.1');
  await store.end();
});

test('a caller that goes away half-way through a request does not end the holder', async () => {
  const store = await openNewStore();
  const { url, accessKey } = JSON.parse(readFileSync(join(store.dir, 'endpoint.json'), 'utf8'));
  const { host, port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const head = `POST / HTTP/1.1\r\nhost: ${host}\r\nauthorization: AWS4 Credential=${accessKey}/x\r\n`;
  socket.write(`${head}content-length: 1000\r\n\r\n{"half`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(await store.ledger.append('acme-pay', entry)).toBe('appended');
  await store.end();
});

test('a holder killed at any moment leaves a folder that opens again with every entry that was answered', async () => {
  const dir = newFolder();
  let answered = 0;
  for (const life of [120, 260, 400]) {
    const child = fork(join(import.meta.dirname, 'appending-child.ts'), [dir], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await new Promise<void>((resolve) => {
      child.once('message', () => setTimeout(() => child.kill('SIGKILL'), life));
      child.on('message', (seq: number) => {
        answered = Math.max(answered, seq);
      });
      child.on('exit', () => resolve());
    });

    const store = await openStore({ dir, clock: 'simulated', create: true });
    const head = await store.ledger.head('acme-pay');
    expect(head?.seq).toBeGreaterThanOrEqual(answered);
    expect(head?.body).toBe(`entry ${head?.seq}`);
    expect(await store.projections.read('acme-pay')).not.toBeUndefined();
    await store.close();
  }
  expect(answered).toBeGreaterThan(5);
}, 120_000);
