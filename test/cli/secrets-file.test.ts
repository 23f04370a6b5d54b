import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

const VARIABLE = 'FOREWARN_SECRET_ACME_PAY_TOKEN';
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Acme Pay', version: '1' },
  paths: {
    '/v1/charges': {
      get: {
        operationId: 'listCharges',
        responses: { '200': { description: 'ok', content: { 'application/json': {} } } },
      },
    },
  },
};

/** A partner who wants a token, and an agreement that names it; the token stands in a file `.env`. */
async function world() {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'contracts/acme-pay'), { recursive: true });
  mkdirSync(join(cwd, 'openapi'));
  writeFileSync(join(cwd, 'openapi/acme-pay.json'), JSON.stringify(DOCUMENT));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    join(cwd, 'contracts/acme-pay/agreement.yaml'),
    `partner: acme-pay\nuses: [listCharges]\nenvironments:\n  sandbox: { url: '${url}', auth: { bearer: { secret: acme-pay/token } } }\n`,
  );
  writeFileSync(join(cwd, '.env'), `# kept out of the repository\nexport ${VARIABLE}="s3cr3t" # theirs\n`);
  const check = (env: Record<string, string>) => runCli(['check', '--allow-private'], { cwd, env });
  return { cwd, seen, check };
}

describe('secrets in a dotenv file', () => {
  it('are read from the file that FOREWARN_SECRETS_FILE names', async () => {
    const { cwd, seen, check } = await world();
    expect(await check({ FOREWARN_SECRETS_FILE: join(cwd, '.env') })).toMatchObject({ code: 0 });
    expect(new Set(seen)).toEqual(new Set(['Bearer s3cr3t']));
  });

  it('are not read from a `.env` that nobody named: the variable that is wanted is', async () => {
    const { seen, check } = await world();
    const { code, out } = await check({});
    expect(code).toBe(3);
    expect(out).toContain(`set ${VARIABLE}`);
    expect(out).not.toContain('s3cr3t');
    expect(seen).toEqual([]);
  });

  it('name the variable, and what is wrong, where the file cannot be read', async () => {
    const { cwd, seen, check } = await world();
    const { code, out } = await check({ FOREWARN_SECRETS_FILE: join(cwd, 'none.env') });
    expect(code).toBe(3);
    expect(out).toContain(VARIABLE);
    expect(out).toContain('FOREWARN_SECRETS_FILE');
    expect(seen).toEqual([]);
  });
});
