import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEvidenceStore } from '../../../src/adapters/files/evidence-store.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'forewarn-evidence-'));

test('a payload comes back by its commitment, which salt makes unlike any other', async () => {
  const store = createEvidenceStore(newFolder());
  const payload = { exchanges: [{ status: 200 }] };

  const [one, two] = [await store.put('acme-pay', payload), await store.put('acme-pay', payload)];

  expect(one.sha256).not.toBe(two.sha256);
  expect(await store.get('acme-pay', one.sha256)).toEqual(payload);
  expect(await store.get('city-geo', one.sha256)).toBeNull();
});

test('erased evidence is gone, salt and all', async () => {
  const dir = newFolder();
  const store = createEvidenceStore(dir);
  const { sha256 } = await store.put('acme-pay', { a: 1 });

  await store.erase('acme-pay', sha256);

  expect(await store.get('acme-pay', sha256)).toBeNull();
  expect(readdirSync(join(dir, 'acme-pay'))).toEqual([]);
});

test('evidence that was changed is not given out', async () => {
  const dir = newFolder();
  const store = createEvidenceStore(dir);
  const { sha256 } = await store.put('acme-pay', { status: 200 });
  const file = join(dir, 'acme-pay', `${sha256}.json`);

  writeFileSync(file, readFileSync(file, 'utf8').replace('200', '500'));

  expect(await store.get('acme-pay', sha256)).toBeNull();
});

test('a name cannot lead out of the folder', async () => {
  const store = createEvidenceStore(newFolder());

  await expect(store.put('../elsewhere', {})).rejects.toThrow(TypeError);
  await expect(store.get('acme-pay', '../../etc/passwd')).rejects.toThrow(TypeError);
});
