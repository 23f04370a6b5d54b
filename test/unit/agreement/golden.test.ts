import { readdirSync, rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../../src/adapters/files/load-agreements.ts';
import { loadStates } from '../../../src/adapters/files/load-states.ts';
import { ForewarnError } from '../../../src/core/errors.ts';
import { layOut } from './lay-out.ts';

const ROOT = 'test/golden/agreement';
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** What a folder says, or what is wrong with it as it would be shown, with the temporary folder left out. */
function read(name: string): string {
  const root = layOut(`${ROOT}/${name}`);
  folders.push(root);
  const said = () => {
    try {
      const { agreements, journeys } = loadAgreements({ cwd: root, sha256 });
      return { agreements, journeys, states: agreements.map((agreement) => loadStates(agreement, root)) };
    } catch (error) {
      if (!(error instanceof ForewarnError)) throw error;
      const { code, message, place, fix } = error;
      return { code, message: message.split('\n'), ...(place ? { place } : {}), ...(fix ? { fix } : {}) };
    }
  };
  return `${JSON.stringify(said(), null, 2).replaceAll(root, '<root>')}\n`;
}

const cases = readdirSync(ROOT);

describe('an agreement that is right', () => {
  it.each(cases.filter((name) => name.startsWith('good-')))('%s', async (name) => {
    const said = read(name);
    expect(JSON.parse(said)).toHaveProperty('agreements');
    await expect(said).toMatchFileSnapshot(`../../golden/agreement/${name}/expected.json`);
  });
});

describe('an agreement that is wrong', () => {
  const bad = cases.filter((name) => !name.startsWith('good-'));

  it.each(bad)('%s', async (name) => {
    const said = read(name);
    expect(JSON.parse(said)).toMatchObject({ code: 'config' });
    await expect(said).toMatchFileSnapshot(`../../golden/agreement/${name}/expected.json`);
  });

  it('never shows what was written where a secret belongs', () => {
    expect(read('secret-value')).not.toContain('sk_live');
    expect(read('url-with-credentials')).not.toContain('user:pass');
  });
});
