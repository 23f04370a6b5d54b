import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unpackRegistration } from '../../../src/adapters/files/unpack-registration.ts';
import { temporaryFolder } from '../../cli/run-cli.ts';

describe('unpacking', () => {
  const files = { 'contracts/a/agreement.yaml': 'one', 'openapi/a.yaml': 'two' };

  it('writes everything below one folder, once', async () => {
    const dir = temporaryFolder();
    const root = await unpackRegistration(files, dir);
    expect(root.startsWith(`${dir}/`)).toBe(true);
    expect(readFileSync(join(root, 'openapi/a.yaml'), 'utf8')).toBe('two');
    writeFileSync(join(root, 'mark'), '');
    expect(await unpackRegistration(files, dir)).toBe(root);
    expect(existsSync(join(root, 'mark'))).toBe(true);
    expect(await unpackRegistration({ ...files, b: '' }, dir)).not.toBe(root);
  });

  it('never uses what is half written', async () => {
    const dir = temporaryFolder();
    const root = await unpackRegistration(files, dir);
    const other = join(dir, `${'0'.repeat(64)}.x.part`);
    mkdirSync(other);
    const wrong = {
      ...files,
      [`${'x/'.repeat(2)}y`]: 'fine',
      'contracts/a/agreement.yaml/x': 'a file is no folder',
    };
    await expect(unpackRegistration(wrong, dir)).rejects.toThrow();
    expect(readdirSync(dir).sort()).toEqual([root.slice(dir.length + 1), `${'0'.repeat(64)}.x.part`].sort());
  });

  it('may happen twice at once', async () => {
    const dir = temporaryFolder();
    const roots = await Promise.all(Array.from({ length: 4 }, () => unpackRegistration(files, dir)));
    expect(new Set(roots).size).toBe(1);
    expect(readdirSync(dir)).toHaveLength(1);
  });

  it('keeps the last eight', async () => {
    const dir = temporaryFolder();
    let last = '';
    for (let number = 0; number < 12; number++) last = await unpackRegistration({ a: `${number}` }, dir);
    expect(readdirSync(dir)).toHaveLength(8);
    expect(existsSync(last)).toBe(true);
  });

  it.each(['../x', '/x', 'a/../../x', 'a\\b', 'a\u0000'])(
    'refuses the path %j before it writes',
    async (path) => {
      const dir = temporaryFolder();
      await expect(unpackRegistration({ ok: '', [path]: '' }, dir)).rejects.toMatchObject({ code: 'input' });
      expect(readdirSync(dir)).toEqual([]);
    },
  );
});
