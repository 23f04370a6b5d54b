import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseIdentity } from '../../../src/adapters/registry/choose-identity.ts';
import { createRegistryClient } from '../../../src/adapters/registry/registry-client.ts';
import { registryUrl } from '../../../src/adapters/registry/registry-url.ts';
import { bundleOf } from '../../app/registry-fixture.ts';
import { json, startServer } from '../loopback-server.ts';
import { type Deployed, REGION, startDeployed, TOKEN } from './deployed.ts';

const NOW = { dryRun: false, takeOver: false };
const bundle = bundleOf(
  { environments: { sandbox: 'https://sandbox.acme-pay.example' } },
  { baseline: baseline() },
);

function baseline(): string {
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'Acme Pay', version: '1' }, paths: { '/a': {} } });
}

/** A client with real pauses left out, and the pauses that it would have made. */
function clientOf(
  { url }: { url: string },
  env: Record<string, string>,
  region: string | undefined = REGION,
) {
  const pauses: number[] = [];
  const at = registryUrl(url);
  const identity = chooseIdentity({ env, url: at, region, now: () => 0 });
  const monotonic = { now: () => 0, sleep: async (ms: number) => void pauses.push(ms) };
  return { client: createRegistryClient({ url: at, identity, monotonic }), pauses };
}

function keys({ credentials }: Deployed): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
  };
}

describe('a client with AWS credentials', () => {
  it('signs every request as AWS checks it', async () => {
    const deployed = await startDeployed();
    const { client } = clientOf(deployed, keys(deployed));
    expect(await client.put(bundle, { dryRun: true, takeOver: true })).toMatchObject({ kind: 'added' });
    expect(deployed.registry.effects).toBe(0);
    expect(await client.put(bundle, NOW)).toMatchObject({ kind: 'added' });
    expect(await client.put(bundle, NOW)).toEqual({ kind: 'unchanged', partner: 'acme-pay' });
    expect(deployed.registry.records.get('acme-pay')?.by).toBe('arn:aws:iam::123456789012:role/ci');
    expect(await client.list()).toEqual([{ partner: 'acme-pay', source: 'shop/integrations' }]);
    const source = 'host.example:8443/a.b_c-d/e';
    expect(await client.remove('acme-pay', { source, takeOver: false })).toMatchObject({ kind: 'foreign' });
    expect(await client.remove('acme-pay', { source, takeOver: true })).toMatchObject({ kind: 'removed' });
    expect(deployed.requests).toEqual([
      'PUT /aws/v1/registrations/acme-pay?dry-run=true&take-over=true',
      'PUT /aws/v1/registrations/acme-pay',
      'PUT /aws/v1/registrations/acme-pay',
      'GET /aws/v1/registrations',
      'DELETE /aws/v1/registrations/acme-pay?source=host.example%3A8443%2Fa.b_c-d%2Fe',
      'DELETE /aws/v1/registrations/acme-pay?source=host.example%3A8443%2Fa.b_c-d%2Fe&take-over=true',
    ]);
  });

  it('is told where they are not accepted', async () => {
    const deployed = await startDeployed();
    const wrong = { ...keys(deployed), AWS_SECRET_ACCESS_KEY: 'wrong' };
    await expect(clientOf(deployed, wrong).client.list()).rejects.toMatchObject({
      code: 'usage',
      message: `${deployed.url} does not accept AWS credentials, for eu-west-1 (403)`,
    });
  });

  it('takes the region from the URL, the environment or nowhere', () => {
    const region = (url: string, env = {}) =>
      chooseIdentity({ env, url: new URL(url), region: undefined, now: () => 0 }).name;
    expect(region('https://a1.execute-api.eu-north-1.amazonaws.com')).toContain('eu-north-1');
    expect(region('https://forewarn.shop.example', { AWS_REGION: 'us-east-2' })).toContain('us-east-2');
    expect(() => region('https://forewarn.shop.example')).toThrow(
      'the AWS region of this Forewarn is not known',
    );
  });
});

describe('a client with a token', () => {
  it('goes through the door for jobs', async () => {
    const deployed = await startDeployed();
    const { client } = clientOf(deployed, { FOREWARN_TOKEN: TOKEN });
    expect(await client.put(bundle, NOW)).toMatchObject({ kind: 'added' });
    expect(deployed.registry.records.get('acme-pay')?.by).toBe('repo:shop/integrations');
    expect(deployed.requests).toEqual(['PUT /ci/v1/registrations/acme-pay']);
  });

  it('asks GitHub Actions for one, for us alone', async () => {
    const deployed = await startDeployed();
    const actions = await startServer((_request, response) => json(response, 200, { value: TOKEN }));
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${actions.url}/token?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job',
    };
    const { client } = clientOf(deployed, env);
    await client.put(bundle, NOW);
    await client.list();
    await actions.close();
    expect(actions.received.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/token?api-version=2&audience=forewarn', 'bearer of-the-job'],
    ]);
    expect(deployed.registry.records.size).toBe(1);
  });

  it('leaves it to AWS credentials that a step before has set', async () => {
    const env = {
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1/token',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job',
    };
    const url = new URL('https://abc.execute-api.eu-west-1.amazonaws.com');
    const region = 'eu-west-1';
    const { name } = chooseIdentity({ env, url, region, now: () => 0 });
    expect(name).toBe(
      chooseIdentity({ env: { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE' }, url, region, now: () => 0 }).name,
    );
  });

  it.each([
    [403, {}],
    [200, { value: 'two words' }],
    [200, null],
  ])('is told where GitHub Actions answers %i %j', async (status, body) => {
    const actions = await startServer((_request, response) => json(response, status, body));
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: actions.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job' };
    const { client } = clientOf({ url: 'http://127.0.0.1:9' }, env);
    await expect(client.list()).rejects.toMatchObject({
      message: 'GitHub Actions gave this job no identity',
    });
    await actions.close();
  });

  it('is told which one is not accepted', async () => {
    const deployed = await startDeployed();
    const { client } = clientOf(deployed, { FOREWARN_TOKEN: 'other' });
    await expect(client.list()).rejects.toThrow('does not accept the token of FOREWARN_TOKEN (403)');
    expect(() => clientOf(deployed, { FOREWARN_TOKEN: 'two words' })).toThrow(
      'FOREWARN_TOKEN is not a token',
    );
  });
});

describe('a client', () => {
  it('tries again while the deployment is busy, as long as that asks for', async () => {
    const deployed = await startDeployed();
    deployed.faults.push({ status: 429, headers: { 'retry-after': '3' } }, { status: 503 }, { status: 500 });
    const { client, pauses } = clientOf(deployed, { FOREWARN_TOKEN: TOKEN });
    expect(await client.put(bundle, NOW)).toMatchObject({ kind: 'added' });
    expect(pauses).toEqual([3_000, 1_000, 2_000]);
  });

  it.each([
    [Array.from({ length: 5 }, () => ({ status: 502 })), 'answers 502', 4],
    [[{ status: 404, body: '{"message":"Not Found"}' }], 'is not a Forewarn that partners', 0],
    [
      [{ status: 302, headers: { location: 'https://elsewhere.example/' } }],
      'is not a Forewarn that partners',
      0,
    ],
    [[{ status: 200, body: '<html>' }], 'is not a Forewarn that partners', 0],
    [[{ status: 200, body: '{"kind":"added"}' }], 'is not a Forewarn that partners', 0],
    [[{ status: 422, body: '{"error":{"code":"config","message":"a: no","fix":"b"}}' }], 'a: no', 0],
    [[{ status: 403, body: '{"error":{"code":"forbidden","message":"not you"}}' }], 'not you', 0],
  ])('gives up with a reason: %j', async (faults, problem, tries) => {
    const deployed = await startDeployed();
    deployed.faults.push(...faults);
    const { client, pauses } = clientOf(deployed, { FOREWARN_TOKEN: TOKEN });
    await expect(client.put(bundle, NOW)).rejects.toThrow(problem);
    expect(pauses).toHaveLength(tries);
  });

  it('says that nobody answers, after some tries', async () => {
    const { client, pauses } = clientOf({ url: 'http://127.0.0.1:9' }, { FOREWARN_TOKEN: TOKEN });
    await expect(client.list()).rejects.toThrow('http://127.0.0.1:9 does not answer (ECONNREFUSED)');
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it('reads a list in all its pieces', async () => {
    const one = (partner: string) => ({ partner, source: 'a/b' });
    const server = await startServer(({ url }, response) =>
      json(
        response,
        200,
        url.endsWith('?after=a')
          ? { registrations: [one('b')], next: null }
          : { registrations: [one('a')], next: 'a' },
      ),
    );
    expect(await clientOf(server, { FOREWARN_TOKEN: TOKEN }).client.list()).toEqual([one('a'), one('b')]);
    await server.close();
  });

  it('sends nothing that a function would not take', async () => {
    const large = bundleOf({}, { baseline: randomBytes(5_000_000).toString('base64') });
    const { client } = clientOf({ url: 'http://127.0.0.1:9' }, { FOREWARN_TOKEN: TOKEN });
    await expect(client.put(large, NOW)).rejects.toThrow(/^acme-pay: [\d.]+ MB are more than can be sent/);
  });
});

describe('the URL of a deployment', () => {
  it.each([
    'https://a.example',
    'https://a.example/base/',
    'http://127.0.0.1:1',
    'http://[::1]:1',
    'http://localhost:1',
  ])('%s is taken', (url) => {
    expect(registryUrl(url).pathname).toMatch(/^\/(base)?$/);
  });

  it.each([
    ['http://a.example', 'must be https'],
    ['http://127.0.0.1.a.example', 'must be https'],
    ['ftp://a.example', 'is not an https address'],
    ['a.example', 'is not an https address'],
    ['https://me:pw@a.example', 'must not hold credentials'],
    ['https://a.example?x=1', 'must have no query'],
  ])('%s is refused: it %s', (url, problem) => {
    expect(() => registryUrl(url)).toThrow(problem);
  });
});
