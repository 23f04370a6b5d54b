import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadDocument } from '../../src/adapters/files/load-document.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { startEmulator } from '../../src/local/emulator/start-emulator.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const FOLDER = resolve('test/cli/first-documents');

/** Five documents, the operations to use, and the fields that a first pact asks of answers. */
const DOCUMENTS = [
  {
    file: 'swagger-2.yaml',
    partner: 'city-library',
    uses: ['listBooks', 'lendBook'],
    asked: { listBooks: ['/*/id', '/*/lent', '/*/title'] },
  },
  {
    file: 'openapi-3.0.yaml',
    partner: 'ferry-times',
    uses: ['listCrossings', 'bookCrossing'],
    asked: { listCrossings: ['/items/*/id', '/items/*/leaves'], bookCrossing: ['/id', '/state'] },
  },
  {
    file: 'openapi-3.1.json',
    partner: 'weather-desk-api-v3',
    uses: ['stationNow', 'listStations'],
    asked: { stationNow: ['/celsius', '/code'], listStations: ['/*/code'] },
  },
  {
    file: 'split/openapi.yaml',
    partner: 'seed-shop',
    uses: ['listSeeds'],
    asked: { listSeeds: ['/*/grams', '/*/name'] },
  },
  { file: 'bare.json', partner: 'tide-tables', uses: ['GET /tides', 'DELETE /tides/{port}'], asked: {} },
];

function pactsIn(cwd: string, partner: string) {
  const folder = join(cwd, 'contracts', partner, 'pacts');
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** `init --pact`, then a check where the partner answers as `answers` has its document. */
async function begunAndChecked(
  { file, partner, uses }: (typeof DOCUMENTS)[number],
  answers: (text: string) => string,
) {
  const cwd = temporaryFolder();
  await runCli(['init', join(FOLDER, file), '--use', ...uses, '--pact', '--partner', partner], { cwd });
  const opened = async (path: string) => {
    const raw = await loadDocument(path, { cwd, fetchText: () => Promise.reject(new Error('no web')) });
    return openDocument(raw, sha256);
  };
  const next = join(cwd, `next${extname(file)}`);
  writeFileSync(next, answers(readFileSync(join(FOLDER, file), 'utf8')));
  const document = await opened(join(FOLDER, file));
  const emulator = await startEmulator({ document, answers: await opened(next), credentials: null });
  onTestFinished(() => emulator.close());
  const agreement = join(cwd, 'contracts', partner, 'agreement.yaml');
  const text = readFileSync(agreement, 'utf8').replace(/\nenvironments:[\s\S]*$/, '\n');
  writeFileSync(
    agreement,
    `${text}limits: { requests-per-second: 50 }\nenvironments: { sandbox: { url: ${emulator.url}, mode: full } }\n`,
  );
  const { code, out } = await runCli(['check', '--allow-private', '--format', 'json'], { cwd });
  return { code, report: JSON.parse(out) };
}

describe('a first pact', () => {
  it.each(DOCUMENTS)('of $file asks what the document promises', async ({ file, partner, uses, asked }) => {
    const cwd = temporaryFolder();
    const { code, err } = await runCli(
      ['init', join(FOLDER, file), '--use', ...uses, '--pact', '--partner', partner],
      { cwd },
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [pact] = pactsIn(cwd, partner);
    for (const { comments } of pact.interactions) expect(comments.forewarn).toBe('declared');
    const { out } = await runCli(['usage', partner, '--format', 'json'], { cwd });
    const known = JSON.parse(out).operations.filter((one: { grade: string }) => one.grade !== 'unknown');
    expect(known.map((one: { grade: string }) => one.grade)).toEqual(uses.map(() => 'declared'));
    const answers = known.flatMap(
      (one: {
        operation: { operationId?: string };
        known: { answers: string[] | null; pact: string | null }[];
      }) => {
        const leaves = (one.known[0]?.answers ?? []).filter(
          (at, _, all) => !all.some((other) => other.startsWith(`${at}/`)),
        );
        return one.known[0]?.pact && leaves.length > 0 ? [[one.operation.operationId, leaves]] : [];
      },
    );
    expect(Object.fromEntries(answers)).toEqual(asked);
    const checked = await runCli(['check', '--offline'], { cwd });
    expect(checked).toMatchObject({ code: 0 });
    expect(checked.out).toContain('agrees with what was agreed');
  });

  it.each([DOCUMENTS[1], DOCUMENTS[2]])('passes where the document of $partner is emulated', async (one) => {
    if (!one) return;
    const { code, report } = await begunAndChecked(one, (text) => text);
    expect({ code, notVerified: report.notVerified, findings: report.findings }).toEqual({
      code: 0,
      notVerified: [],
      findings: [],
    });
    expect(report.checks[0].sources.live).toBe('agrees');
    expect(report.checks[0].coverage).toMatchObject({ used: one.uses.length, exercised: one.uses.length });
  });

  it('tells what no longer answers as it asks, as something that was declared', async () => {
    const ferries = DOCUMENTS[1];
    if (!ferries) return;
    const { code, report } = await begunAndChecked(ferries, (text) =>
      text.replace('leaves: { type: string, format: date-time }', 'leaves: { type: integer }'),
    );
    expect(code).toBe(1);
    expect(report.findings).toMatchObject([
      {
        operation: { operationId: 'listCrossings' },
        effect: 'breaks',
        usageGrade: 'declared',
        affects: [{ pact: 'us--ferry-times', interaction: 'a request: List crossings of a day' }],
      },
    ]);
  });

  it('is called as all agreements say that we are', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'contracts'));
    writeFileSync(join(cwd, 'contracts', 'forewarn.yaml'), 'we: web shop\n');
    await runCli(['init', join(FOLDER, 'split/openapi.yaml'), '--use', 'listSeeds', '--pact'], { cwd });
    expect(readdirSync(join(cwd, 'contracts/seed-shop/pacts'))).toEqual(['web-shop-seed-shop.json']);
    expect(pactsIn(cwd, 'seed-shop')[0]).toMatchObject({
      consumer: { name: 'web shop' },
      provider: { name: 'seed-shop' },
    });
  });

  it('leaves to `uses` what the document says too little about, and says why', async () => {
    const cwd = temporaryFolder();
    const { out } = await runCli(
      ['init', join(FOLDER, 'swagger-2.yaml'), '--use', 'listBooks', 'lendBook', '--pact'],
      { cwd },
    );
    expect(out).toContain('Lend a book: POST /books/{id}/loans: no example of id');
    expect(readFileSync(join(cwd, 'contracts/city-library/agreement.yaml'), 'utf8')).toContain(
      'uses: [lendBook]',
    );
  });

  it('says where a record of ours has to stand in for an example', async () => {
    const cwd = temporaryFolder();
    const { out } = await runCli(
      ['init', join(FOLDER, 'openapi-3.1.json'), '--use', 'stationNow', 'listStations', '--pact'],
      { cwd },
    );
    expect(out).toContain(
      "Put a record of yours in the place of the document's example:\n  a request: What a station measures now: GET /stations/NW-04/now\n",
    );
  });

  it('is not written where there is one, nor anything else', async () => {
    const cwd = temporaryFolder();
    const pacts = join(cwd, 'contracts/seed-shop/pacts');
    mkdirSync(pacts, { recursive: true });
    writeFileSync(join(pacts, 'us-seed-shop.json'), 'mine');
    const { code, err } = await runCli(
      ['init', join(FOLDER, 'split/openapi.yaml'), '--use', 'listSeeds', '--pact'],
      { cwd },
    );
    expect(code).toBe(2);
    expect(err).toContain('contracts/seed-shop/pacts/us-seed-shop.json is there already');
    expect(readFileSync(join(pacts, 'us-seed-shop.json'), 'utf8')).toBe('mine');
    expect(existsSync(join(cwd, 'openapi'))).toBe(false);
  });

  it('is no pact where the document says too little about everything', async () => {
    const cwd = temporaryFolder();
    const { code, err } = await runCli(
      ['init', join(FOLDER, 'bare.json'), '--use', 'DELETE /tides/{port}', '--pact'],
      { cwd },
    );
    expect(code).toBe(0);
    expect(err).toContain('No pact can be proposed:\n  DELETE /tides/{port}: no example of port\n');
    expect(existsSync(join(cwd, 'contracts/tide-tables/pacts'))).toBe(false);
  });

  it('lets no name of a document mean something to Pact', async () => {
    const cwd = temporaryFolder();
    const trap = { 'pact:matcher:type': 'regex', value: 'x' };
    const schema = {
      type: 'object',
      required: ['pact:matcher:type', 'value'],
      properties: { 'pact:matcher:type': { type: 'string' }, value: { type: 'string' } },
    };
    const content = { 'application/json': { schema, example: trap } };
    const document = {
      openapi: '3.0.0',
      info: { title: 'Trap', version: '1' },
      paths: {
        '/a': { get: { operationId: 'a', responses: { 200: { description: 'ok', content } } } },
        '/b': {
          post: { operationId: 'b', requestBody: { content }, responses: { 204: { description: 'ok' } } },
        },
      },
    };
    writeFileSync(join(cwd, 'trap.json'), JSON.stringify(document));
    const { code, out } = await runCli(['init', 'trap.json', '--use', 'a', 'b', '--pact'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('POST /b: what it is sent has names that mean something to Pact');
    const [pact] = pactsIn(cwd, 'trap');
    expect(pact.interactions[0].response.body.content).toEqual({ value: 'x' });
  });
});
