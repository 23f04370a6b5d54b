import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { bundleRegistration } from '../../../src/adapters/files/bundle-registration.ts';
import { loadAgreements } from '../../../src/adapters/files/load-agreements.ts';
import { preparePartner } from '../../../src/adapters/files/prepare-partner.ts';
import { createReadBundle } from '../../../src/adapters/files/read-bundle.ts';
import { unpackRegistration } from '../../../src/adapters/files/unpack-registration.ts';
import { parseBundle } from '../../../src/core/registration/parse-bundle.ts';
import { readRegistered } from '../../../src/core/registration/read-registered.ts';
import type { RegistrationBundle } from '../../../src/core/registration/types.ts';
import { temporaryFolder } from '../../cli/run-cli.ts';

const REPOSITORY = join(import.meta.dirname, '../../..');
const source = 'shop/integrations';

/** A copy of the sample contracts, with the contracts folder under another name. */
function samples(contracts = 'contracts'): { cwd: string; contracts: string } {
  const cwd = temporaryFolder();
  cpSync(join(REPOSITORY, 'contracts'), join(cwd, contracts), { recursive: true });
  cpSync(join(REPOSITORY, 'openapi'), join(cwd, 'openapi'), { recursive: true });
  return { cwd, contracts: join(cwd, contracts) };
}

function loaded(cwd: string, contracts: string, partner: string) {
  const all = loadAgreements({ cwd, contracts, sha256 });
  const agreement = all.agreements.find((one) => one.partner === partner);
  if (!agreement) throw new Error('no such sample');
  return { agreement, journeys: all.journeys };
}

async function bundled(at: { cwd: string; contracts: string }, partner = 'acme-pay') {
  const { agreement } = loaded(at.cwd, at.contracts, partner);
  return bundleRegistration({ ...at, agreement, source });
}

/** A repository with one partner, of these files. */
function repository(files: Record<string, string>): { cwd: string; contracts: string } {
  const cwd = temporaryFolder();
  const all = {
    'openapi/acme-pay.yaml': document(),
    'contracts/acme-pay/agreement.yaml': 'partner: acme-pay\n',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(join(cwd, path, '..'), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return { cwd, contracts: join(cwd, 'contracts') };
}

function document(schema = '{ type: object }'): string {
  return `openapi: 3.1.0
info: { title: Acme Pay, version: '1' }
paths:
  /charges:
    get:
      operationId: listCharges
      responses:
        '200': { description: Found, content: { application/json: { schema: ${schema} } } }
`;
}

function bundleOf(files: Record<string, string>): RegistrationBundle {
  const own = {
    'contracts/acme-pay/agreement.yaml': 'partner: acme-pay\n',
    'openapi/acme-pay.yaml': document(),
  };
  return { v: 1, partner: 'acme-pay', source, files: { ...own, ...files } };
}

describe('the bundle of a partner', () => {
  it('has all that a check reads and nothing else', async () => {
    const bundle = await bundled(samples());
    expect(Object.keys(bundle.files).sort()).toEqual([
      'contracts/acme-pay/agreement.yaml',
      'contracts/acme-pay/pacts/shop--acme-pay.json',
      'contracts/acme-pay/pacts/shop-refunds--acme-pay.json',
      'contracts/acme-pay/states.yaml',
      'contracts/forewarn.yaml',
      'contracts/journeys.yaml',
      'openapi/acme-pay.yaml',
    ]);
    expect(parseBundle(JSON.parse(JSON.stringify(bundle)))).toEqual(bundle);
  });

  it('has only the journeys that touch the partner', async () => {
    const bundle = await bundled(samples(), 'city-geo');
    expect(Object.keys(JSON.parse(bundle.files['contracts/journeys.yaml'] ?? ''))).toEqual([
      'checkout',
      'parcel',
    ]);
    const { cwd, contracts } = repository({});
    expect(Object.keys((await bundled({ cwd, contracts })).files)).not.toContain('contracts/journeys.yaml');
  });

  it('has our own document and the pacts for it, where the partner uses our API', async () => {
    const pact = {
      consumer: { name: 'acme-pay' },
      provider: { name: 'shop' },
      interactions: [
        { description: 'charges', request: { method: 'GET', path: '/charges' }, response: { status: 200 } },
      ],
    };
    const at = repository({
      'contracts/acme-pay/agreement.yaml':
        'partner: acme-pay\nwe: shop\nours: { openapi: ../../openapi/shop.yaml }\n',
      'contracts/acme-pay/pacts/acme-pay--shop.json': JSON.stringify(pact),
      'openapi/shop.yaml': document(),
    });
    const bundle = await bundled(at);
    expect(Object.keys(bundle.files)).toContain('openapi/shop.yaml');
    await expect(createReadBundle(temporaryFolder())(bundle)).resolves.toHaveProperty('agreement');
  });

  it('calls the contracts folder by one name, whatever it is called here', async () => {
    expect(await bundled(samples('agreements'))).toEqual(await bundled(samples()));
  });

  it('says to a check there what the folder says here', async () => {
    const at = samples();
    const here = loaded(at.cwd, at.contracts, 'acme-pay');
    const bundle = await bundled(at);
    const contract = await createReadBundle(temporaryFolder())(bundle);
    const root = await unpackRegistration(bundle.files, temporaryFolder());
    const files = Object.keys(bundle.files).map((path) => ({ path }));
    const there = readRegistered({ partner: 'acme-pay', contract, files }, root, sha256);
    const moved = JSON.parse(JSON.stringify(here.agreement).replaceAll(`${at.cwd}/`, `${root}/`));
    expect(there.agreement).toEqual(moved);
    const touching = here.journeys.filter(({ steps }) => steps.some(({ partner }) => partner === 'acme-pay'));
    expect(there.journeys).toEqual(touching);
    const prepared = await preparePartner(there.agreement, root, sha256);
    const own = await preparePartner(here.agreement, at.cwd, sha256);
    expect(prepared.baseline.hash).toBe(own.baseline.hash);
    expect(prepared.pacts.map((pact) => pact.interactions)).toEqual(
      own.pacts.map((pact) => pact.interactions),
    );
    expect(prepared.states).toEqual(own.states);
  });

  it('has a document of several files as one', async () => {
    const at = repository({
      'openapi/acme-pay.yaml': document("{ $ref: 'parts/charge.yaml#/Charge' }"),
      'openapi/parts/charge.yaml': 'Charge: { type: object, properties: { of: { $ref: "#/Charge" } } }\n',
    });
    const bundle = await bundled(at);
    expect(Object.keys(bundle.files)).toEqual(['contracts/acme-pay/agreement.yaml', 'openapi/acme-pay.yaml']);
    const root = await unpackRegistration(bundle.files, temporaryFolder());
    const contract = await createReadBundle(temporaryFolder())(bundle);
    const files = Object.keys(bundle.files).map((path) => ({ path }));
    const { agreement } = readRegistered({ partner: 'acme-pay', contract, files }, root, sha256);
    const there = await preparePartner(agreement, root, sha256);
    const here = await preparePartner(loaded(at.cwd, at.contracts, 'acme-pay').agreement, at.cwd, sha256);
    expect(there.baseline.hash).toBe(here.baseline.hash);
  });

  it('has a published document that is a file', async () => {
    const at = repository({
      'contracts/acme-pay/agreement.yaml': 'partner: acme-pay\nopenapi: ../../openapi/theirs.yaml\n',
      'openapi/theirs.yaml': document(),
    });
    expect(Object.keys((await bundled(at)).files)).toContain('openapi/theirs.yaml');
  });

  it.each([
    [
      'a path',
      (cwd: string) => `partner: acme-pay\nopenapi: { baseline: ${join(cwd, '../outside.yaml')} }\n`,
      false,
    ],
    ['a link', () => 'partner: acme-pay\nopenapi: { baseline: ../../openapi/link.yaml }\n', true],
  ])('has no file that %s brings in from outside', async (_what, agreement, link) => {
    const at = repository({});
    const cwd = join(at.cwd, 'repository');
    mkdirSync(cwd);
    for (const folder of ['contracts', 'openapi'])
      cpSync(join(at.cwd, folder), join(cwd, folder), { recursive: true });
    writeFileSync(join(at.cwd, 'outside.yaml'), document());
    writeFileSync(join(cwd, 'contracts/acme-pay/agreement.yaml'), agreement(cwd));
    if (link) symlinkSync(join(at.cwd, 'outside.yaml'), join(cwd, 'openapi/link.yaml'));
    await expect(bundled({ cwd, contracts: join(cwd, 'contracts') })).rejects.toThrow(
      `this file lies outside of ${cwd}, and only what is below is sent`,
    );
  });

  it('keeps what a journey says, whatever characters it is written in', async () => {
    const hurts = 'GET /a/{id}: "\u007f" \u2028 \\ \u{1f4a5} #';
    const journey = {
      title: 'T',
      who: 'staff',
      hurts,
      steps: [{ partner: 'acme-pay', operation: 'GET /charges' }],
    };
    const at = repository({
      'contracts/journeys.yaml': JSON.stringify({ pay: journey }).replace('\u007f', '\\u007f'),
    });
    const { journeys } = await createReadBundle(temporaryFolder())(await bundled(at));
    expect(journeys).toEqual({ pay: journey });
  });

  it('is refused where it is too large, with what is largest', async () => {
    const at = repository({
      'contracts/acme-pay/states.yaml': '{}',
      'openapi/acme-pay.yaml': `${document()}# ${'x'.repeat(20_000_000)}`,
    });
    await expect(bundled(at)).rejects.toMatchObject({
      message: expect.stringContaining('at most 200 files and 20 MB'),
      fix: expect.stringContaining('openapi/acme-pay.yaml'),
    });
  });
});

describe('reading a bundle', () => {
  const bomb = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
  ].join('\n');
  const AGREEMENT = 'contracts/acme-pay/agreement.yaml';

  it.each([
    [
      'an unknown key',
      { [AGREEMENT]: 'partner: acme-pay\ncolour: red\n' },
      AGREEMENT,
      'unknown key `colour`',
    ],
    ['another partner', { [AGREEMENT]: 'partner: city-geo\n' }, AGREEMENT, 'must equal its folder'],
    ['no YAML', { [AGREEMENT]: 'a: [' }, AGREEMENT, 'this is not YAML'],
    ['aliases that unfold', { [AGREEMENT]: bomb }, AGREEMENT, 'too large'],
    [
      'states that unfold',
      { 'contracts/acme-pay/states.yaml': bomb },
      'contracts/acme-pay/states.yaml',
      'too large',
    ],
    ['journeys that unfold', { 'contracts/journeys.yaml': bomb }, 'contracts/journeys.yaml', 'too large'],
    [
      'shared lines that are wrong',
      { 'contracts/forewarn.yaml': 'partner: all\n' },
      'contracts/forewarn.yaml',
      'unknown key',
    ],
    [
      'a pact that is none',
      { 'contracts/acme-pay/pacts/a.json': '{}' },
      'contracts/acme-pay/pacts/a.json',
      'consumer',
    ],
    [
      'states that are none',
      { 'contracts/acme-pay/states.yaml': 'a: { b: 1 }' },
      'contracts/acme-pay/states.yaml',
      'unknown key `b`',
    ],
    [
      'an unknown use',
      { [AGREEMENT]: 'partner: acme-pay\nuses: [listCharge]\n' },
      AGREEMENT,
      'which the baseline does not have',
    ],
    [
      'a baseline that is a page',
      { 'openapi/acme-pay.yaml': '<html>' },
      'openapi/acme-pay.yaml',
      'this is HTML or XML',
    ],
  ])('refuses %s, where it is', async (_what, files, file, problem) => {
    const dir = temporaryFolder();
    const error = await createReadBundle(dir)(bundleOf(files as Record<string, string>)).catch(
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ message: expect.stringContaining(problem) });
    expect(error.place.file).toBe(file);
    expect(JSON.stringify([error.message, error.fix, error.place])).not.toContain(dir);
    expect(readdirSync(dir)).toEqual([]);
  });
});
