import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const ACME = resolve('openapi/acme-pay.yaml');

const chosen = (cwd: string) =>
  loadAgreements({ cwd, sha256 }).agreements[0]?.uses.map(({ operation }) => operation);

it('lists operations by summary, and takes numbers, ranges and words to look for', async () => {
  const cwd = temporaryFolder();
  const { code, err } = await runCli(['init', ACME, '--no-pact'], {
    cwd,
    typed: ['refund', '2', '3-4', '3', ''],
  });
  expect(code).toBe(0);
  expect(err).toMatch(/^ +2 +createCharge +Create a charge$/m);
  expect(err).toMatch(/^\* +2 /m);
  expect(err).toContain('(3 chosen)');
  expect(chosen(cwd)).toEqual(['createCharge', 'refundCharge']);
});

it('asks again where nothing is chosen, found, or there', async () => {
  const cwd = temporaryFolder();
  const { code, err } = await runCli(['init', ACME, '--no-pact'], {
    cwd,
    typed: ['', 'no-such-word', '99', '2', ''],
  });
  expect(code).toBe(0);
  expect(err).toContain('None is chosen yet.');
  expect(err).toContain('No operation has these words.');
  expect(err).toContain('There is no 99: 1 to 14.');
  expect(chosen(cwd)).toEqual(['createCharge']);
});

it('writes nothing where the person leaves', async () => {
  const cwd = temporaryFolder();
  const { code, err } = await runCli(['init', ACME], { cwd, typed: ['1'] });
  expect(code).toBe(2);
  expect(err).toContain('it was left before its end, and nothing is written');
  expect(readdirSync(cwd)).toEqual([]);
});

it('writes nothing where the person leaves at the last question', async () => {
  const cwd = temporaryFolder();
  const { code, err } = await runCli(['init', ACME], { cwd, typed: ['1 2', ''] });
  expect(code).toBe(2);
  expect(err).toContain('Propose a first pact for these operations');
  expect(err).toContain('it was left before its end, and nothing is written');
  expect(readdirSync(cwd)).toEqual([]);
});

it('asks for a first pact, and takes no for an answer', async () => {
  const cwd = temporaryFolder();
  const { code, err } = await runCli(['init', ACME, '--use', 'createCharge'], { cwd, typed: ['no'] });
  expect(code).toBe(0);
  expect(err).toContain("Propose a first pact for this operation, from the document's examples?");
  expect(existsSync(join(cwd, 'contracts/acme-pay/pacts'))).toBe(false);
  expect(chosen(cwd)).toEqual(['createCharge']);
});

it('finds operations by words, and writes nothing', async () => {
  const cwd = temporaryFolder();
  const { code, out } = await runCli(['init', ACME, '--find', 'REFUND', 'charge'], { cwd });
  expect({ code, out }).toEqual({ code: 0, out: `  ${'refundCharge'.padEnd(28)}  Refund a charge\n` });
  const none = await runCli(['init', ACME, '--find', 'xylophone'], { cwd });
  expect(none.code).toBe(2);
  expect(none.err).toContain('no operation of the document has the words xylophone');
  expect(readdirSync(cwd)).toEqual([]);
});

it('says what looking will cost, by the schedule that all agreements share', async () => {
  const cwd = temporaryFolder();
  const { out } = await runCli(['init', ACME, '--use', 'listCharges', 'createCharge', 'getCharge'], { cwd });
  expect(out).toContain('About 24 calls a day: 1 call a look, 24 looks a day, at 1 environment.');
  expect(out).toContain('POST /v1/charges: it may change something, and no pact says how to call it');
  expect(out).toContain('GET /v1/charges/{id}: no value for id: name it under `with`');
});
