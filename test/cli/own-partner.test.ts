import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { parcelDocument } from './check-world.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

/** `forewarn emulate`, running: how a newcomer gets a partner to try with. */
async function emulate(cwd: string, document: string, port: number) {
  const stop = new AbortController();
  const argv = ['emulate', '--document', document, '--port', String(port)];
  const ended = runCli(argv, { cwd, signal: stop.signal });
  const end = async () => {
    stop.abort();
    return ended;
  };
  onTestFinished(async () => void (await end()));
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${url}/openapi.json`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers, { timeout: 15_000 }).toBe(true);
  return { url, end };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}

describe('a partner of one’s own', () => {
  it('from nothing to a history, with what --help says', async () => {
    const cwd = temporaryFolder();
    for (const [file, weight] of [
      ['parcels.json', 'weight'],
      ['parcels-2.json', 'grams'],
    ] as const)
      writeFileSync(join(cwd, file), JSON.stringify(parcelDocument(weight)));
    const forewarn = (...argv: string[]) => runCli(argv, { cwd });
    const port = await freePort();
    const agreed = await emulate(cwd, 'parcels.json', port);
    const document = `${agreed.url}/openapi.json`;

    const asked = await forewarn('init', document, '--allow-private');
    expect(asked).toMatchObject({ code: 2, out: '' });
    expect(asked.err).toContain('  listParcels                   List parcels\n');
    expect(readdirSync(cwd)).toEqual(['parcels-2.json', 'parcels.json']);

    const begun = await forewarn('init', document, '--use', 'listParcels', '--allow-private');
    expect(begun).toMatchObject({ code: 0, err: '' });
    expect(begun.out).toContain('\nNext: forewarn check parcel-post --allow-private\n');
    expect(readFileSync(join(cwd, 'contracts/parcel-post/agreement.yaml'), 'utf8')).toBe(
      `partner: parcel-post
name: Parcel Post
openapi: ${document}
uses: [listParcels]
environments:
  production: ${agreed.url}
`,
    );
    expect(JSON.parse(readFileSync(join(cwd, 'openapi/parcel-post.json'), 'utf8'))).toEqual(parcelDocument());

    const first = await forewarn('check', 'parcel-post', '--allow-private');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^✓ parcel-post production agrees with what was agreed/);
    expect((await forewarn('check', '--offline')).code).toBe(0);
    expect((await forewarn('check', '--allow-private', '--state', '.forewarn')).code).toBe(0);
    const status = (await forewarn('status')).out;
    expect(status).toMatch(/^✓ parcel-post {2}agrees with what was agreed; looked at/);
    expect(status).toMatch(/^✓ parcel-post production {2}agrees with what was agreed/m);

    expect((await agreed.end()).code).toBe(0);
    const gone = await forewarn('check', '--allow-private', '--state', '.forewarn');
    expect(gone.code).toBe(3);
    await emulate(cwd, 'parcels-2.json', port);

    const moved = await forewarn('check', '--allow-private', '--state', '.forewarn');
    expect(moved).toMatchObject({ code: 1, err: '' });
    expect(moved.out).toContain(
      'Touches us\n  may break us  List parcels: `[].weight`, which always came, is gone (answer 200, /*/weight)',
    );
    expect((await forewarn('check', '--allow-private', '--state', '.forewarn')).code).toBe(0);
    expect((await forewarn('status')).out).toContain('open: PARCEL-POST-1');

    const told = await forewarn('history', 'parcel-post');
    expect(told.out).toContain('PARCEL-POST-1 opened (shipped)');
    expect(told.out).toContain('production: not-verified -> drifts');
    const verified = await forewarn('history', 'verify');
    expect(verified.code).toBe(0);
    expect(verified.out).toMatch(
      /^✓ parcel-post: \d+ entries hold, head [0-9a-f]{64}\n✓ 1 checkpoint holds, signed by/,
    );
  });

  it('compares two documents without any agreement', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'old.json'), JSON.stringify(parcelDocument()));
    writeFileSync(join(cwd, 'new.json'), JSON.stringify(parcelDocument('grams')));
    const json = await runCli(['diff', 'old.json', 'new.json', '--format', 'json'], { cwd });
    const [finding] = JSON.parse(json.out).findings;
    expect(json.code).toBe(1);
    const rule = await runCli(['rules', finding.rule], { cwd });
    expect(rule).toMatchObject({ code: 0, err: '' });
    expect(rule.out).toContain(`${finding.rule}  ${finding.level}`);
    const markdown = await runCli(['diff', 'old.json', 'new.json', '--format', 'markdown'], { cwd });
    expect(markdown.out).toContain('| breaking | List parcels |');
    expect((await runCli(['diff', 'old.json', 'old.json'], { cwd })).code).toBe(0);
  });

  it.each(COMMANDS.map(({ name }) => name))('%s has a help with an example', async (name) => {
    const { code, out, err } = await runCli([name, '--help'], { cwd: process.cwd() });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`\\nExamples?:\\n(  forewarn .*\\n)*  forewarn ${name}`));
  });
});
