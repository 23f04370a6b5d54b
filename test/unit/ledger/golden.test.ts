import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contactHash, lookId, type NoticeIdentity, noticeId } from '../../../src/core/ledger/ids.ts';
import { parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import { sealEntry } from '../../../src/core/ledger/seal.ts';
import { sha256 } from '../lifecycle/look-fixture.ts';

const GOLDEN = new URL('../../golden/ledger/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, GOLDEN), 'utf8');
const cases = readdirSync(GOLDEN, { withFileTypes: true }).filter(
  (one) => one.isDirectory() && one.name !== 'folded',
);

test.each(cases.map((one) => one.name))('entry %s keeps its bytes and its hash', (name) => {
  const body = read(`${name}/body.txt`);
  const hash = read(`${name}/hash.txt`).trim();

  const sealed = sealEntry(JSON.parse(read(`${name}/entry.json`)), sha256);
  const parsed = parseEntry({ seq: sealed.seq, body, hash });

  expect(sealed.body).toBe(body);
  expect(sealed.hash).toBe(hash);
  expect(sealEntry(parsed, sha256)).toEqual(sealed);
});

const ids = JSON.parse(read('ids.json'));

test('ids of notices, looks and contacts keep their values', () => {
  expect(ids.notices.map(({ of }: { of: NoticeIdentity }) => noticeId(of, sha256))).toEqual(
    ids.notices.map((one: { id: string }) => one.id),
  );
  expect(
    ids.looks.map((one: { partner: string; environment: string | null; scheduledTime: string }) =>
      lookId(one.partner, one.environment, one.scheduledTime, sha256),
    ),
  ).toEqual(ids.looks.map((one: { id: string }) => one.id));
  expect(
    ids.contacts.map((one: { contact: Parameters<typeof contactHash>[0] }) =>
      contactHash(one.contact, sha256),
    ),
  ).toEqual(ids.contacts.map((one: { hash: string }) => one.hash));
});
