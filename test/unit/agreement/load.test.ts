import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { findContracts } from '../../../src/adapters/files/find-contracts.ts';
import { loadAgreements } from '../../../src/adapters/files/load-agreements.ts';
import { loadPacts } from '../../../src/adapters/files/load-pacts.ts';
import { loadStates } from '../../../src/adapters/files/load-states.ts';
import type { Agreement } from '../../../src/core/agreement/types.ts';

const PACT = 'contracts/acme-pay/pacts/shop--acme-pay.json';

/** A folder with one partner, whose name has characters that a glob would read. */
function folder(files: Record<string, string> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-[load]-')));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'contracts/acme-pay/pacts'), { recursive: true });
  mkdirSync(join(root, 'openapi'));
  writeFileSync(join(root, 'openapi/acme-pay.yaml'), 'openapi: 3.1.0\n');
  writeFileSync(join(root, 'contracts/acme-pay/agreement.yaml'), 'partner: acme-pay\n');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  return root;
}

function only(root: string): Agreement {
  const [agreement] = loadAgreements({ cwd: root, sha256 }).agreements;
  if (!agreement) throw new Error('no agreement was loaded');
  return agreement;
}

describe('the contracts folder', () => {
  it('is found from a folder below', () => {
    const root = folder();
    expect(findContracts(join(root, 'contracts/acme-pay/pacts'))).toBe(join(root, 'contracts'));
  });

  it('is the one that is named, or nothing', () => {
    const root = folder();
    expect(findContracts(join(root, 'openapi'), '../contracts')).toBe(join(root, 'contracts'));
    expect(() => findContracts(root, 'contract')).toThrow('there is no folder contract');
  });

  it('that is empty is said to be', () => {
    const root = folder();
    rmSync(join(root, 'contracts/acme-pay'), { recursive: true });
    expect(() => only(root)).toThrow('there is no agreement in contracts');
  });

  it('has an agreement in each of its folders', () => {
    const root = folder();
    mkdirSync(join(root, 'contracts/swift-ship'));
    mkdirSync(join(root, 'contracts/.git'));
    expect(() => only(root)).toThrow('this folder has no `agreement.yaml`');
  });

  it('that is a sample of ours is right', () => {
    const { agreements, journeys } = loadAgreements({ cwd: process.cwd(), sha256 });
    expect(agreements.map((one) => one.partner)).toContain('acme-pay');
    expect(journeys.length).toBeGreaterThan(0);
    for (const agreement of agreements) loadStates(agreement);
  });
});

describe('the hash of an agreement', () => {
  it('is of what it says, not of where it is or how it is written', () => {
    const here = only(folder()).hash;
    expect(
      only(folder({ 'contracts/acme-pay/agreement.yaml': '# a note\n{ "partner": "acme-pay" }\n' })).hash,
    ).toBe(here);
    expect(
      only(folder({ 'contracts/acme-pay/agreement.yaml': 'partner: acme-pay\nmax-age: 1h\n' })).hash,
    ).not.toBe(here);
  });

  it('changes with what all share', () => {
    const here = only(folder()).hash;
    expect(only(folder({ 'contracts/forewarn.yaml': 'migration-days: 3\n' })).hash).not.toBe(here);
  });
});

describe('pacts', () => {
  it('are found by the default pattern and read once', () => {
    const root = folder({
      'contracts/acme-pay/agreement.yaml': 'partner: acme-pay\npacts: [pacts/*.json, pacts/a.json]\n',
    });
    copyFileSync(PACT, join(root, 'contracts/acme-pay/pacts/a.json'));
    const pacts = loadPacts(only(root));
    expect(pacts.map((pact) => pact.name)).toEqual(['shop--acme-pay']);
    expect(pacts[0]?.file).toBe(join(root, 'contracts/acme-pay/pacts/a.json'));
  });

  it.each([
    ['{ "consumer": { "name": "a" },\n  "secret": x }', 'this pact is not JSON', 2],
    ['{\n "consumer": {\n', 'this pact is not JSON', 2],
    [`{ "a": [1,\n  2,\n  "${'long '.repeat(50)}",\n  tru ] }`, 'this pact is not JSON', 4],
    ['{ "a":\n "no end\n', 'this pact is not JSON', 2],
    ['[]', 'this pact is not a JSON object', undefined],
  ])('that cannot be read are refused at their line: %s', (text, message, line) => {
    const root = folder({ 'contracts/acme-pay/pacts/bad.json': text });
    const file = join(root, 'contracts/acme-pay/pacts/bad.json');
    const place = line === undefined ? { file } : { file, line };
    expect(() => loadPacts(only(root))).toThrow(expect.objectContaining({ code: 'input', message, place }));
  });
});
