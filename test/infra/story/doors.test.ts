import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../cli/run-cli.ts';
import { enrol } from '../stand-ins/principals.ts';
import { REGION } from '../stand-ins/start-stand-in.ts';
import { CI, PEOPLE } from './deploy-forewarn.ts';
import { setStory } from './set-story.ts';

const story = await setStory();
const { account, front, tokens } = story;
const { clock, holdings, principals } = account;
afterAll(() => story.close());
beforeAll(async () => {
  expect((await story.register()).code).toBe(0);
});

const registerAs = (env: Record<string, string>, ...args: string[]) =>
  runCli(['register', '--url', front.url, '--source', 'shop/integrations', ...args], {
    cwd: story.repository,
    env,
  });
const token = (claims: object, issuer = CI.issuer) =>
  tokens.issue({ iss: issuer, aud: 'forewarn', sub: 'job', ...claims }, clock.now());

test('registering again changes nothing, whoever does it', async () => {
  const again = await registerAs(
    { FOREWARN_TOKEN: token({ repository: 'shop/integrations' }) },
    '--format',
    'json',
  );
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out).changes.map(({ kind }: { kind: string }) => kind)).toEqual([
    'unchanged',
    'unchanged',
    'unchanged',
  ]);
  expect(holdings.schedules.size).toBe(4);
});

test.each<[string, () => Record<string, string>]>([
  ['a job of another repository', () => ({ FOREWARN_TOKEN: token({ repository: 'else/where' }) })],
  [
    'a token for people',
    () => ({ FOREWARN_TOKEN: token({ repository: 'shop/integrations' }, PEOPLE.issuer) }),
  ],
  ['credentials without the right', () => awsVariables(() => false)],
  [
    'credentials that nobody issued',
    () => ({ ...awsVariables(() => true), AWS_SECRET_ACCESS_KEY: 'guessed' }),
  ],
])('%s may not register', async (_what, env) => {
  const refused = await registerAs(env(), 'acme-pay');
  expect(refused.code).toBe(2);
  expect(refused.out).toBe('');
});

test('a partner that is taken away loses its schedules, and nothing else', async () => {
  const removed = await story.register('--remove', 'city-geo');
  expect(removed.code).toBe(0);
  expect([...holdings.schedules.values()].map(({ name }) => name)).not.toContain('city-geo--production');
  expect(holdings.schedules.size).toBe(3);
  expect((await story.register('city-geo')).code).toBe(0);
  expect(holdings.schedules.size).toBe(4);
});

test('people see status, history and the page with their token, and nobody without', async () => {
  await story.settle();
  const status = (await (await story.asPerson('/v1/status')).json()) as { partners: { partner: string }[] };
  expect(status.partners.map(({ partner }) => partner)).toEqual(['acme-pay', 'city-geo', 'civic-id']);
  const history = await story.asPerson('/v1/partners/acme-pay/history');
  expect(((await history.json()) as { entries: unknown[] }).entries.length).toBeGreaterThan(0);
  const page = await story.asPerson('/partners/acme-pay');
  expect([page.status, page.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/html'),
  ]);
  expect(await page.text()).toContain('Acme Pay');

  for (const path of ['/', '/v1/status', '/partners/acme-pay']) {
    expect((await fetch(`${front.url}${path}`)).status).toBe(401);
    const foreign = { headers: { authorization: `Bearer ${token({}, CI.issuer)}` } };
    expect((await fetch(`${front.url}${path}`, foreign)).status).toBe(401);
  }
  expect((await story.asPerson('/v1/changes/NONE-1/release', {})).status).toBe(404);
});

function awsVariables(may: () => boolean): Record<string, string> {
  const { accessKeyId, secretAccessKey } = enrol(principals, 'someone', { may, session: false });
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: REGION };
}
