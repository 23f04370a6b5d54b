import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { emptyFolder, forewarn, shell } from './run.ts';

const { project, env } = inject('installed');
const samples = join(project, 'node_modules/forewarn');
const GEO = 'their.yaml';

/** A folder with a partner's document in it. */
function withDocument(): string {
  const cwd = emptyFolder();
  copyFileSync(join(samples, 'openapi/city-geo.yaml'), join(cwd, GEO));
  return cwd;
}

/** Starts a command that serves, and waits for what it says once it does; it is ended with the test. */
async function serving(argv: readonly string[], cwd: string, ready: RegExp) {
  const child = spawn(join(project, 'node_modules/.bin/forewarn'), argv, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.setEncoding('utf8');
  for await (const text of child.stdout) {
    said += text;
    if (ready.test(said)) break;
  }
  child.stdout.resume();
  return {
    said,
    url: /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '',
    end: async () => {
      child.kill('SIGINT');
      return (await ended)[0] as number;
    },
  };
}

describe('the package, in an empty folder', () => {
  it('writes an agreement, checks it without a call, and prints schemas and completion', () => {
    const cwd = withDocument();
    expect(forewarn(['init', GEO, '--use', 'geocode'], cwd)).toMatchObject({ status: 0, stderr: '' });
    const checked = forewarn(['check', '--offline', '--format', 'json'], cwd);
    expect(checked).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(checked.stdout)).toMatchObject({ command: 'check', verdict: 'agrees' });
    expect(JSON.parse(forewarn(['schema', 'agreement'], cwd).stdout)).toHaveProperty('$schema');
    expect(forewarn(['completion', 'bash'], cwd)).toMatchObject({ status: 0, stderr: '' });
    expect(forewarn(['__complete', '1', 'forewarn', 'ch'], cwd).status).toBe(0);
  });

  it('compares documents, with the values that show a claim', () => {
    const cwd = emptyFolder();
    const documents = ['openapi/acme-pay.yaml', 'contracts/acme-pay/next.yaml'].map((name) =>
      join(samples, name),
    );
    const { status, stdout, stderr } = forewarn(['diff', ...documents, '--explain'], cwd);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('value: ');
  });

  it('emulates a partner, and looks at it while it runs, with a memory', async () => {
    const cwd = withDocument();
    const emulated = await serving(['emulate', '--document', GEO, '--port', '0'], cwd, /Ctrl-C/);
    const document = join(cwd, GEO);
    const text = readFileSync(document, 'utf8').replace('https://api.city-geo.example', emulated.url);
    writeFileSync(document, text);
    expect(forewarn(['init', GEO, '--use', 'listCountries'], cwd).status).toBe(0);
    const look = forewarn(['check', '--allow-private', '--state', '.forewarn', '--format', 'json'], cwd);
    expect(look).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(look.stdout)).toMatchObject({
      verdict: 'agrees',
      checks: [{ coverage: { used: 1, exercised: 1 } }],
    });
    expect(forewarn(['status'], cwd)).toMatchObject({ status: 0, stderr: '' });
    expect(forewarn(['history', 'verify'], cwd)).toMatchObject({ status: 0, stderr: '' });
    expect(await emulated.end()).toBe(0);
  });

  it('replays pacts by the verifier', async () => {
    const cwd = emptyFolder();
    const plan = join(samples, 'contracts/acme-pay');
    const emulated = await serving(
      ['emulate', '--document', join(samples, 'openapi/acme-pay.yaml'), '--port', '0'],
      cwd,
      /Ctrl-C/,
    );
    mkdirSync(join(cwd, 'contracts/acme-pay/pacts'), { recursive: true });
    for (const name of ['states.yaml', 'pacts/shop--acme-pay.json'])
      copyFileSync(join(plan, name), join(cwd, 'contracts/acme-pay', name));
    mkdirSync(join(cwd, 'openapi'));
    copyFileSync(join(samples, 'openapi/acme-pay.yaml'), join(cwd, 'openapi/acme-pay.yaml'));
    writeFileSync(
      join(cwd, 'contracts/acme-pay/agreement.yaml'),
      `partner: acme-pay\nname: Acme Pay\nwe: shop\nenvironments:\n  sandbox: { url: ${emulated.url}, mode: full, auth: { secret: acme-pay/sandbox } }\n`,
    );
    const [, secret = ''] = /client emulated, secret (\S+)/.exec(emulated.said) ?? [];
    const look = forewarn(['check', '--allow-private', '--format', 'json'], cwd, {
      FOREWARN_SECRET_ACME_PAY_SANDBOX: `emulated:${secret}`,
    });
    const { checks } = JSON.parse(look.stdout) as { checks: { coverage: { exercised: number } }[] };
    expect(checks[0]?.coverage.exercised).toBeGreaterThan(0);
    expect(await emulated.end()).toBe(0);
  });

  it('starts the pipeline, and serves its page until Ctrl-C', async () => {
    const cwd = withDocument();
    const partner = createServer((_request, response) => response.writeHead(503).end());
    await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void partner.close());
    const url = `http://127.0.0.1:${(partner.address() as AddressInfo).port}`;
    writeFileSync(
      join(cwd, GEO),
      readFileSync(join(cwd, GEO), 'utf8').replace('https://api.city-geo.example', url),
    );
    forewarn(['init', GEO, '--use', 'listCountries'], cwd);
    const started = await serving(['start', '--port', '0', '--allow-private'], cwd, /Page: \S+/);
    const page = await fetch(`${started.url}/partners`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('City Geo');
    expect(await started.end()).toBe(0);
  });

  it('tells the story of the samples that come with it', () => {
    const cwd = emptyFolder();
    const told = forewarn(['start', '--story', '--exit', '--port', '0'], cwd);
    expect(told).toMatchObject({ status: 0, stderr: '' });
    expect(told.stdout).toMatch(/\nstory: done\n$/);
  }, 300_000);

  it("says where the caller's own TypeScript fails, with the caller's compiler and with its own", () => {
    const cwd = withDocument();
    forewarn(['init', GEO, '--use', 'listCountries'], cwd);
    const next = readFileSync(join(cwd, GEO), 'utf8').replace(
      'operationId: listCountries',
      'operationId: all',
    );
    writeFileSync(join(cwd, 'next.yaml'), next);
    writeFileSync(join(cwd, 'package.json'), '{}');
    writeFileSync(
      join(cwd, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { strict: true, types: [] }, files: ['use.ts', 'their.ts'] }),
    );
    writeFileSync(
      join(cwd, 'use.ts'),
      "import type { operations } from './their';\nexport type All = operations['listCountries'];\n",
    );
    const cli = join(project, 'node_modules/openapi-typescript/bin/cli.js');
    expect(shell('node', [cli, GEO, '-o', 'their.ts'], cwd).status).toBe(0);
    const asked = ['types', 'city-geo', '--against', 'next.yaml'];
    const own = forewarn(asked, cwd);
    expect(own).toMatchObject({ status: 1, stderr: '' });
    expect(own.stdout).toContain('use.ts:2');
    symlinkSync(join(project, 'node_modules'), join(cwd, 'node_modules'));
    expect(forewarn(asked, cwd)).toEqual(own);
  });
});
