import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const ACME = resolve('openapi/acme-pay.yaml');

const SMALL = {
  openapi: '3.0.3',
  info: { title: '12 Ümlaut: "Shop" REST API v2', version: '1' },
  servers: [
    { url: 'https://api.shop.example/v2/' },
    { url: 'https://sandbox.shop.example' },
    { url: 'https://{region}.shop.example' },
    { url: '/relative' },
  ],
  paths: {
    '/a/{id}': { get: { responses: { '200': { description: 'ok' } } } },
    '/b': {
      post: {
        operationId: 'createB',
        summary: 'Make \u001b[31mb',
        responses: { '201': { description: 'ok' } },
      },
    },
  },
};

function written(cwd: string, document: unknown = SMALL): string {
  writeFileSync(join(cwd, 'their.json'), JSON.stringify(document, null, 1));
  return 'their.json';
}

describe('init from a file', () => {
  it('writes an agreement and a baseline that load', async () => {
    const cwd = temporaryFolder();
    const { code, out, err } = await runCli(
      ['init', ACME, '--use', 'createCharge', 'GET', '/v1/charges/{id}'],
      { cwd },
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const text = readFileSync(join(cwd, 'contracts/acme-pay/agreement.yaml'), 'utf8');
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(6);
    expect(readFileSync(join(cwd, 'openapi/acme-pay.yaml'), 'utf8')).toBe(readFileSync(ACME, 'utf8'));
    const [agreement] = loadAgreements({ cwd, sha256 }).agreements;
    expect(agreement).toMatchObject({ partner: 'acme-pay', name: 'Acme Pay', openapi: { published: null } });
    expect(agreement?.uses.map((use) => use.operation)).toEqual(['createCharge', 'getCharge']);
    expect(out).toContain('FOREWARN_SECRET_ACME_PAY_PRODUCTION');
    expect(out).toContain('Next: forewarn check acme-pay');
  });

  it('names no secret that is set', async () => {
    const cwd = temporaryFolder();
    const env = { FOREWARN_SECRET_ACME_PAY_PRODUCTION: 'shop:secret' };
    const { out } = await runCli(['init', ACME, '--use', 'createCharge'], { cwd, env });
    expect(out).not.toContain('FOREWARN_SECRET');
    expect(out).not.toContain('shop:secret');
  });

  it('makes names and environments of a title and servers that it did not choose', async () => {
    const cwd = temporaryFolder();
    const { code } = await runCli(['init', written(cwd), '--use', 'get /a/{id}', 'createB'], { cwd });
    expect(code).toBe(0);
    expect(existsSync(join(cwd, 'openapi/umlaut-shop.json'))).toBe(true);
    const [agreement] = loadAgreements({ cwd, sha256 }).agreements;
    expect(agreement).toMatchObject({
      partner: 'umlaut-shop',
      name: '12 Ümlaut: "Shop" REST API v2',
      uses: [{ operation: 'GET /a/{id}' }, { operation: 'createB' }],
      environments: [
        { name: 'production', url: 'https://api.shop.example/v2', auth: null },
        { name: 'sandbox', url: 'https://sandbox.shop.example', auth: null },
      ],
    });
  });

  it('lists the operations where none is named', async () => {
    const cwd = temporaryFolder();
    const { code, err } = await runCli(['init', written(cwd)], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/"GET \/a\/\{id\}" .*\n {2}createB +Make +\[31mb\n/);
    expect(err).toContain('--use');
    expect(readdirSync(cwd)).toEqual(['their.json']);
  });

  it('knows no operation that is not there', async () => {
    const cwd = temporaryFolder();
    const { code, err } = await runCli(['init', written(cwd), '--use', 'creatB'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('no operation "creatB"; did you mean "createB"?');
  });

  it('overwrites nothing, and leaves no half behind', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'openapi'));
    writeFileSync(join(cwd, 'openapi/umlaut-shop.yaml'), 'mine');
    const { code, err } = await runCli(['init', written(cwd), '--use', 'createB'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('openapi/umlaut-shop.yaml is there already');
    expect(readFileSync(join(cwd, 'openapi/umlaut-shop.yaml'), 'utf8')).toBe('mine');
    expect(existsSync(join(cwd, 'contracts'))).toBe(false);
  });

  it('writes the baseline that an agreement waits for, and leaves the agreement', async () => {
    const cwd = temporaryFolder();
    await runCli(['init', written(cwd), '--use', 'createB', '--partner', 'shop'], { cwd });
    rmSync(join(cwd, 'openapi'), { recursive: true });
    expect(() => loadAgreements({ cwd, sha256 })).toThrow(/forewarn init .*--partner shop/);
    const { code, out } = await runCli(['init', 'their.json', '--partner', 'shop'], { cwd });
    expect({ code, out }).toEqual({ code: 0, out: 'Wrote the baseline openapi/shop.json\n' });
    expect(loadAgreements({ cwd, sha256 }).agreements).toHaveLength(1);
  });

  it.each([
    ['missing.yaml', 'there is no file missing.yaml'],
    ['bad.yaml', 'not valid YAML'],
    ['page.html', 'HTML'],
  ])('says what is wrong with %s', async (name, message) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'bad.yaml'), 'openapi: 3.0.0\n  info: [\n');
    writeFileSync(join(cwd, 'page.html'), '<!doctype html>');
    const { code, err } = await runCli(['init', name, '--use', 'x'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toContain('a fault of Forewarn');
  });
});

describe('init from a URL', () => {
  it('keeps the document as served and the URL as the published one', async () => {
    const cwd = temporaryFolder();
    const body = `${JSON.stringify(SMALL)}\n\n`;
    const server = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((done) => server.once('listening', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.json`;
    const refused = await runCli(['init', url, '--use', 'createB'], { cwd });
    expect(refused.code).toBe(2);
    const { code } = await runCli(['init', url, '--use', 'createB', '--allow-private'], { cwd });
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'openapi/umlaut-shop.json'), 'utf8')).toBe(body);
    expect(loadAgreements({ cwd, sha256 }).agreements[0]?.openapi.published).toBe(url);
  });
});
