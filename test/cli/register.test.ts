import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Deployed, REGION, startDeployed, TOKEN } from '../adapters/registry/deployed.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const OURS = 'shop/integrations';
/** The samples beside Acme Pay. */
const OTHERS = ['city-geo', 'civic-id', 'ledger-core', 'swift-ship'];

/** The sample agreements in a folder of their own, and a deployment to register them with. */
async function world() {
  const cwd = temporaryFolder();
  for (const folder of ['contracts', 'openapi'])
    cpSync(join(REPOSITORY, folder), join(cwd, folder), { recursive: true });
  const deployed = await startDeployed();
  const env = { FOREWARN_URL: deployed.url, FOREWARN_TOKEN: TOKEN, GITHUB_REPOSITORY: OURS };
  return {
    cwd,
    deployed,
    env,
    register: (...argv: string[]) => runCli(['register', ...argv], { cwd, env }),
    registerByAws: (...argv: string[]) =>
      runCli(['register', ...argv], { cwd, env: { ...awsIdentity(deployed), GITHUB_REPOSITORY: OURS } }),
  };
}

/** An identity that may speak for any repository. */
function awsIdentity({ credentials, url }: Deployed): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    FOREWARN_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: REGION,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  };
}

function registered({ registry }: Deployed): [string, string][] {
  return [...registry.records.values()].map(({ partner, source }) => [partner, source]);
}

describe('register', () => {
  it('says what would change, changes it, and has nothing to change the second time', async () => {
    const { deployed, register } = await world();
    const first = await register();
    expect(first).toEqual({
      code: 0,
      err: '',
      out: `${deployed.url}, in the name of ${OURS}
  acme-pay     new, 7 files
  city-geo     new, 4 files
  civic-id     new, 4 files
  ledger-core  new, 4 files
  swift-ship   new, 9 files

Records are made there and taken away again, as the mode is full: acme-pay sandbox, swift-ship sandbox

Secrets that the deployment looks for; create those that are missing:
  /forewarn/acme-pay/client
  /forewarn/acme-pay/webhook
  /forewarn/civic-id/token
  /forewarn/ledger-core/service-user
  /forewarn/swift-ship/key
  /forewarn/swift-ship/sandbox-key

Done: 5 new
`,
    });
    expect([...deployed.registry.schedules.keys()].sort()).toEqual([
      'acme-pay--production',
      'acme-pay--sandbox',
      'city-geo--production',
      'civic-id--production',
      'ledger-core--production',
      'swift-ship--production',
      'swift-ship--sandbox',
    ]);
    const again = await register();
    expect(again.out).toContain('  acme-pay     as registered\n  city-geo     as registered\n');
    expect(again.out).toContain('\nDone: 5 as registered\n');
  });

  it('names the files that change', async () => {
    const { cwd, register } = await world();
    await register();
    writeFileSync(
      join(cwd, 'openapi/city-geo.yaml'),
      `${readFileSync(join(cwd, 'openapi/city-geo.yaml'))}# later\n`,
    );
    rmSync(join(cwd, 'contracts/acme-pay/pacts/shop-refunds--acme-pay.json'));
    rmSync(join(cwd, 'contracts/journeys.yaml'));
    const { out } = await register();
    expect(out).toContain(`  acme-pay     changed
    - contracts/acme-pay/pacts/shop-refunds--acme-pay.json
    - contracts/journeys.yaml
  city-geo     changed
    ~ openapi/city-geo.yaml
    - contracts/journeys.yaml
`);
  });

  it('changes nothing in a dry run', async () => {
    const { deployed, register } = await world();
    const { code, out } = await register('--dry-run');
    expect({ code, effects: deployed.registry.effects }).toEqual({ code: 0, effects: 0 });
    expect(out).toContain('\nNothing was changed: 5 new\n');
    expect(deployed.requests.every((one) => one.endsWith('?dry-run=true'))).toBe(true);
  });

  it('registers only the partners that are named', async () => {
    const { deployed, register } = await world();
    expect((await register('city-geo')).code).toBe(0);
    expect(registered(deployed)).toEqual([['city-geo', OURS]]);
  });

  it('tells all of it as data', async () => {
    const { register } = await world();
    const { out } = await register('--format', 'json', 'acme-pay');
    expect(JSON.parse(out)).toMatchObject({
      schema: 'forewarn.registration/1',
      source: OURS,
      dryRun: false,
      changes: [{ kind: 'added', partner: 'acme-pay' }],
      makesRecords: [{ partner: 'acme-pay', environment: 'sandbox' }],
      secrets: ['/forewarn/acme-pay/client', '/forewarn/acme-pay/webhook'],
    });
  });

  it('signs with AWS credentials where there is no token', async () => {
    const { cwd, deployed } = await world();
    const { AWS_REGION: _, ...env } = awsIdentity(deployed);
    const { code, err } = await runCli(['register', '--region', REGION, '--source', OURS], { cwd, env });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(deployed.registry.records.get('acme-pay')?.by).toBe('arn:aws:iam::123456789012:role/ci');
  });
});

describe('register leaves', () => {
  it('a partner of another repository alone, does the rest, and exits with 2', async () => {
    const { deployed, registerByAws: register } = await world();
    await register('acme-pay', '--source', 'other/repository');
    const { code, out, err } = await register();
    expect(code).toBe(2);
    expect(out).toContain(
      '  acme-pay     left alone: other/repository registered it\n  city-geo     new, 4 files\n',
    );
    expect(err).toContain('registered by another repository, and left alone: acme-pay (other/repository)\n');
    expect(err).toContain('--take-over');
    expect(registered(deployed)).toEqual([
      ['acme-pay', 'other/repository'],
      ...OTHERS.map((partner) => [partner, OURS]),
    ]);
    expect((await register('--take-over')).code).toBe(0);
    expect(registered(deployed)).toContainEqual(['acme-pay', OURS]);
  });
});

describe('a job', () => {
  it('registers for its own repository alone', async () => {
    const { deployed, register } = await world();
    const { code, err } = await register('--source', 'other/repository');
    expect(code).toBe(2);
    expect(err).toContain('A job registers for its own repository alone');
    expect(registered(deployed)).toEqual([]);
  });
});

describe('register --remove', () => {
  it('takes one partner away', async () => {
    const { deployed, register } = await world();
    await register();
    expect((await register('--remove', 'acme-pay', '--dry-run')).out).toContain(
      'Nothing was changed: 1 taken away',
    );
    const { code, out } = await register('--remove', 'acme-pay');
    expect(code).toBe(0);
    expect(out).toBe(
      `${deployed.url}, in the name of ${OURS}\n  acme-pay  taken away\n\nDone: 1 taken away\n`,
    );
    expect(registered(deployed)).toEqual(OTHERS.map((partner) => [partner, OURS]));
    expect([...deployed.registry.schedules.keys()].filter((one) => one.startsWith('acme-pay'))).toEqual([]);
  });

  it('suggests what was meant', async () => {
    const { register } = await world();
    await register();
    const { code, err } = await register('--remove', 'acme-pya');
    expect(code).toBe(2);
    expect(err).toBe('forewarn: no partner "acme-pya" is registered\n  did you mean acme-pay?\n');
  });

  it('leaves a partner of another repository alone', async () => {
    const { deployed, registerByAws: register } = await world();
    await register('--source', 'other/repository');
    expect((await register('--remove', 'acme-pay')).code).toBe(2);
    expect(registered(deployed)).toHaveLength(1 + OTHERS.length);
  });
});

describe('register --prune', () => {
  it('takes away what has no agreement here any more, of this repository alone', async () => {
    const { cwd, deployed, register } = await world();
    await register('acme-pay', 'city-geo');
    for (const partner of ['acme-pay', 'city-geo']) {
      const record = deployed.registry.records.get(partner);
      if (record) deployed.registry.records.set(`old-${partner}`, { ...record, partner: `old-${partner}` });
    }
    const theirs = deployed.registry.records.get('old-city-geo');
    if (theirs) deployed.registry.records.set('old-city-geo', { ...theirs, source: 'other/repository' });
    expect(registered(deployed)).toHaveLength(4);
    const { code, out } = await runCli(['register', '--prune', 'city-geo'], {
      cwd,
      env: { FOREWARN_URL: deployed.url, FOREWARN_TOKEN: TOKEN, GITHUB_REPOSITORY: OURS },
    });
    expect(code).toBe(0);
    expect(out).toContain('  city-geo      as registered\n  old-acme-pay  taken away\n');
    expect(registered(deployed).map(([partner]) => partner)).toEqual([
      'acme-pay',
      'city-geo',
      'old-city-geo',
    ]);
  });
});

describe('the repository in whose name', () => {
  it('is that of the remote, without credentials', async () => {
    const { cwd, deployed } = await world();
    const git = (...argv: string[]) => execFileSync('git', argv, { cwd, stdio: 'ignore' });
    git('init');
    git('remote', 'add', 'origin', 'https://me:hidden@git.shop.example:8443/team/integrations.git');
    const { out } = await runCli(['register', 'city-geo'], { cwd, env: awsIdentity(deployed) });
    expect(out).toContain('in the name of git.shop.example/team/integrations\n');
    expect(JSON.stringify([...deployed.registry.records])).not.toContain('hidden');
  });

  it('must be known', async () => {
    const { cwd, deployed } = await world();
    const env = { FOREWARN_URL: deployed.url, FOREWARN_TOKEN: TOKEN };
    const { code, err } = await runCli(['register'], { cwd, env });
    expect(code).toBe(2);
    expect(err).toContain('name it with --source, like --source shop/integrations');
  });
});

describe('wrong input is one message, and exit 2', () => {
  it.each([
    ['no deployment', [], { FOREWARN_URL: '' }, 'it is not said where Forewarn is deployed'],
    ['plain http', ['--url', 'http://forewarn.example'], {}, 'must be https'],
    ['credentials', ['--url', 'https://a:b@forewarn.example'], {}, 'must not hold credentials'],
    ['two wishes', ['--remove', 'acme-pay', '--prune'], {}, '--remove goes with no other partner'],
    ['an unknown partner', ['acme-pya'], {}, 'did you mean acme-pay?'],
    ['an unknown format', ['--format', 'xml'], {}, 'it is one of: human, json'],
    ['a source that is none', ['--source', 'a b'], {}, '--source is not a name'],
    [
      'a token that is not accepted',
      [],
      { FOREWARN_TOKEN: 'other' },
      'does not accept the token of FOREWARN_TOKEN (403)',
    ],
  ])('%s', async (_what, argv, more, problem) => {
    const { cwd, env, deployed } = await world();
    const { code, out, err } = await runCli(['register', ...argv], { cwd, env: { ...env, ...more } });
    expect({ code, out, effects: deployed.registry.effects }).toEqual({ code: 2, out: '', effects: 0 });
    expect(err).toMatch(/^forewarn: /);
    expect(err).toContain(problem);
  });

  it.each([
    ['an unknown key', 'colour: red\n', 'unknown key `colour`'],
    [
      'a schedule that AWS does not have',
      'schedule: { every: 30s }\n',
      '`every` must be whole minutes on AWS',
    ],
    [
      'a cron line that AWS does not have',
      'schedule: { cron: "0 6 1 * 1" }\n',
      'cannot both be given on AWS',
    ],
    ['an unknown use', 'uses: [geocod]\n', 'did you mean geocode?'],
  ])('%s, with its file, before anything is sent', async (_what, line, problem) => {
    const { cwd, deployed, register } = await world();
    writeFileSync(join(cwd, 'contracts/city-geo/agreement.yaml'), `partner: city-geo\n${line}`);
    const { code, err } = await register();
    expect({ code, requests: deployed.requests }).toEqual({ code: 2, requests: [] });
    expect(err).toContain(problem);
    expect(err).toContain(' at contracts/city-geo/agreement.yaml');
  });
});
