import { describe, expect, it } from 'vitest';
import { gatewayDoor } from '../../web/gateway-door.ts';
import { type Asked, BEARER, DOMAIN, person } from '../lambdas/http-request.ts';
import { openPeopleWorld } from '../lambdas/people-world.ts';

const PATHS = [
  '/',
  '/partners/acme-pay',
  '/changes/ACME-PAY-1',
  '/v1/status',
  '/v1/partners/acme-pay/history',
];
const RELEASES = ['/changes/ACME-PAY-1/release', '/v1/changes/ACME-PAY-1/release'];
const FORM = { 'content-type': 'application/x-www-form-urlencoded', origin: `https://${DOMAIN}` };

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const tokenIn = (page: string) => /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';

/** Releases by the form of the page, as a person with this token does. */
async function releaseByForm(world: Awaited<ReturnType<typeof openPeopleWorld>>, more: Partial<Asked> = {}) {
  const token = tokenIn((await world.ask({ path: '/changes/ACME-PAY-1' })).body);
  return world.newProcess()({
    method: 'POST',
    path: '/changes/ACME-PAY-1/release',
    headers: FORM,
    body: form({ token, by: 'Somebody Else' }),
    ...more,
  });
}

describe('behind a gateway', () => {
  it.each(PATHS)('%s is shown to a person with a token', async (path) => {
    const { ask } = await openPeopleWorld();
    const answer = await ask({ path });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.body.toLowerCase()).toContain('acme-pay');
  });

  it.each([
    ['without an authorizer', { authorizer: null }],
    ['with an authorizer that says nothing', { authorizer: {} }],
    ['with claims that name nobody', { authorizer: person({ scope: 'all', email: ' ' }) }],
    ['with an IAM identity', { authorizer: { iam: { userArn: 'arn:aws:iam::123456789012:user/x' } } }],
    ['with a Lambda authorizer’s word', { authorizer: { lambda: { claims: { sub: 'x' } } } }],
  ])('nothing is shown %s, and nothing released', async (_name, more) => {
    const { ask, entries } = await openPeopleWorld();
    for (const path of PATHS) expect((await ask({ path, ...more })).statusCode).toBe(401);
    for (const path of RELEASES) expect((await ask({ method: 'POST', path, ...more })).statusCode).toBe(401);
    expect((await entries()).every((entry) => entry.by.kind === 'schedule')).toBe(true);
  });

  it('claims without the token that they were made of are nobody', async () => {
    const { ask } = await openPeopleWorld();
    expect((await ask({ path: '/v1/status', headers: { authorization: '' } })).statusCode).toBe(401);
  });

  it.each<[string, Record<string, string>, number]>([
    ['our own name', { host: DOMAIN.toUpperCase() }, 200],
    ['another name', { host: 'evil.example' }, 421],
    ['loopback', { host: '127.0.0.1' }, 421],
    ['our own origin', { origin: `https://${DOMAIN}` }, 200],
    ['our own name without TLS', { origin: `http://${DOMAIN}` }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['no origin at all, as `null`', { origin: 'null' }, 403],
  ])('%s: %o: %i', async (_name, headers, status) => {
    const { ask } = await openPeopleWorld();
    expect((await ask({ path: '/', headers })).statusCode).toBe(status);
    expect((await ask({ path: '/v1/status', headers })).statusCode).toBe(status);
  });
});

describe('a release', () => {
  it('by the form is in the name of the token, whatever the form says, by any process', async () => {
    const world = await openPeopleWorld();
    const page = (await world.ask({ path: '/changes/ACME-PAY-1' })).body;
    expect(page).toContain('By ada@shop.example.');
    expect(page).not.toContain('name="by"');
    const answer = await releaseByForm(world);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers).toMatchObject({ location: '/changes/ACME-PAY-1' });
    const last = (await world.entries()).at(-1);
    expect(last).toMatchObject({
      by: { kind: 'person', id: 'ada@shop.example' },
      transitions: [{ type: 'released' }],
    });
  });

  it.each<[string, Partial<Asked>]>([
    ['of another person', { headers: { ...FORM, authorization: `${BEARER}x` } }],
    ['without its token', { body: form({ by: 'x' }) }],
    ['with a token made up', { body: form({ token: 'x'.repeat(43) }) }],
    ['from another site', { headers: { ...FORM, origin: 'https://evil.example' } }],
    ['from another site, as the browser says', { headers: { ...FORM, 'sec-fetch-site': 'cross-site' } }],
  ])('by a form %s is refused', async (_name, more) => {
    const world = await openPeopleWorld();
    expect((await releaseByForm(world, more)).statusCode).toBe(403);
    expect((await world.entries()).some((entry) => entry.by.kind === 'person')).toBe(false);
  });

  it('by the API is in the name of the token; again it does nothing more', async () => {
    const world = await openPeopleWorld();
    const asked = {
      method: 'POST',
      path: '/v1/changes/acme-pay-1/release',
      authorizer: person({ sub: 'u-7' }),
    };
    expect(JSON.parse((await world.ask(asked)).body)).toMatchObject({
      outcome: 'released',
      change: 'ACME-PAY-1',
    });
    expect(JSON.parse((await world.ask(asked)).body)).toMatchObject({ outcome: 'already', notices: [] });
    expect((await world.entries()).at(-1)).toMatchObject({ by: { kind: 'person', id: 'u-7' } });
  });

  it('by the API from another site is refused', async () => {
    const world = await openPeopleWorld();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await world.ask({ method: 'POST', path: RELEASES[1] ?? '', headers });
    expect(answer.statusCode).toBe(403);
  });
});

describe('the door that is open to anybody', () => {
  it('is not made but on loopback', () => {
    expect(() => gatewayDoor('local', { loopback: false })).toThrow(/FOREWARN_PEOPLE=local/);
  });

  it('shows and releases there without a token, by the forms of this process', async () => {
    const world = await openPeopleWorld({ door: gatewayDoor('local', { loopback: true }) });
    const anybody = { authorizer: null };
    const page = await world.ask({ path: '/changes/ACME-PAY-1', ...anybody });
    expect(page.statusCode).toBe(200);
    const body = form({ token: tokenIn(page.body), by: 'Ada' });
    const headers = { ...FORM, origin: `http://${DOMAIN}` };
    const path = '/changes/ACME-PAY-1/release';
    expect((await world.ask({ method: 'POST', path, headers, body, ...anybody })).statusCode).toBe(303);
    expect((await world.entries()).at(-1)).toMatchObject({ by: { kind: 'person', id: 'Ada' } });
  });
});
