import { createHash } from 'node:crypto';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, test, vi } from 'vitest';
import { ensureTable } from '../../../src/adapters/dynamodb/table.ts';
import { wireErase } from '../../../src/adapters/wire-erase.ts';
import { appendLook } from '../../../src/app/append-entry.ts';
import { verifyLedger } from '../../../src/app/verify-ledger.ts';
import { ADDRESSES, agreementOf } from '../../cli/kept-history.ts';
import { runCli, temporaryFolder } from '../../cli/run-cli.ts';
import { openAccount } from '../../infra/stand-ins/open-account.ts';
import { aFinding, aLook } from '../../unit/lifecycle/look-fixture.ts';

const BUCKET = 'evidence-bucket';
const account = await openAccount();
const table = { client: new DynamoDBClient(account.client('DYNAMODB')), name: 'forewarn' };
const s3 = new S3Client(account.client('S3'));
await ensureTable(table);
afterEach(() => vi.unstubAllEnvs());

/** The variables by which the AWS SDK finds the account, as a person at a terminal has them. */
function signedIn(): void {
  const { region, credentials } = account.client('S3');
  vi.stubEnv('AWS_ENDPOINT_URL_S3', account.services.S3.url);
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', account.services.DYNAMODB.url);
  vi.stubEnv('AWS_REGION', region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', credentials.sessionToken ?? '');
}

/** Looks of a partner in the deployment, with evidence that has an address in it; one payload has two versions. */
async function keepOnAws(): Promise<void> {
  const ports = wireErase({ table: table.name, bucket: BUCKET, toolVersion: '0.1.0' });
  for (const day of [1, 2]) {
    const { sha256 } = await ports.evidence.put('acme-pay', { from: ADDRESSES.theirs, text: `day ${day}` });
    const text = await ports.evidence.sealed('acme-pay', sha256);
    const Key = `evidence/acme-pay/${sha256}.json`;
    if (day === 1) await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: text ?? '' }));
    await appendLook(ports, {
      look: aLook(day, [aFinding('amount')]),
      agreement: agreementOf(),
      by: { kind: 'schedule', id: 'test' },
      evidence: async () => [{ kind: 'answer', sha256 }],
    });
  }
}

/** All that is left: every item of the table, every version of every object. */
async function everything(): Promise<string> {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
  const objects = [...(account.holdings.buckets.get(BUCKET)?.objects ?? [])];
  const bodies = objects.flatMap(([key, versions]) => [
    key,
    ...versions.map(({ body }) => String(body ?? '')),
  ]);
  return [JSON.stringify(Items), ...bodies].join('\n');
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** Which of 10,000 addresses are told: as written, as a hash, as a hash with any salt that is left. */
async function addressesTold(): Promise<string[]> {
  const all = await everything();
  const hashes = new Set(all.match(/[0-9a-f]{64}/g));
  const salts = [...all.matchAll(/"salt":\{"S":"([0-9a-f]{64})"/g)].map(([, salt]) => salt);
  return Array.from(
    { length: 10_000 },
    (_, n) => `person-${String(n).padStart(4, '0')}@acme-pay.example`,
  ).filter((address) => {
    const forms = [address, `email:${address}`, `webhook:${address}`, `slack:${address}`];
    const salted = salts.flatMap((salt) => forms.flatMap((form) => [`${salt}:${form}`, `${salt}${form}`]));
    return all.includes(address) || [...forms, ...salted].some((text) => hashes.has(digest(text)));
  });
}

test('of 10,000 addresses table and bucket tell one before it is erased, and none after, in any version', async () => {
  signedIn();
  await keepOnAws();
  expect(await addressesTold()).toEqual([ADDRESSES.theirs]);
  const erase = ['history', 'erase', 'acme-pay', '--why', 'asked for', '--by', 'Ana'];
  const there = ['--table', table.name, '--bucket', BUCKET];
  const cwd = temporaryFolder();

  const erased = await runCli([...erase, '--contact', ADDRESSES.theirs, ...there], { cwd });

  expect(erased).toMatchObject({ code: 0, err: '' });
  expect(erased.out).toBe('acme-pay: erased: payloads 2, contacts 1, mails 0\n');
  expect(await addressesTold()).toEqual([]);
  const ports = wireErase({ table: table.name, bucket: BUCKET, toolVersion: '0.1.0' });
  const [verified] = await verifyLedger(ports);
  expect(verified).toMatchObject({ ok: true, evidence: { lost: [], stillThere: [] } });

  const again = await runCli([...erase, '--contact', ADDRESSES.theirs, ...there], { cwd });
  expect(again.code).toBe(2);
  expect(again.err).toContain('nothing is kept of that contact');
  const other = await runCli([...erase.with(2, 'acme-pai'), '--contact', ADDRESSES.theirs, ...there], {
    cwd,
  });
  expect(other.err).toContain('did you mean acme-pay?');
  const half = await runCli([...erase, '--contact', ADDRESSES.theirs, '--table', table.name], { cwd });
  expect(half.err).toContain('named by --table and --bucket');
}, 30_000);

test('payloads that are older, and what people told, go from a deployment in every version; the chain stays whole', async () => {
  signedIn();
  const ports = wireErase({ table: table.name, bucket: BUCKET, toolVersion: '0.1.0' });
  const agreement = { ...agreementOf(), partner: 'city-geo' };
  const keep = async (at: string, payload: Record<string, string>, bound: boolean) => {
    const { sha256 } = await ports.evidence.put('city-geo', { at, ...payload });
    if (bound) {
      const look = { ...aLook(1, [aFinding('amount')]), partner: 'city-geo', at, scheduledTime: at };
      const clock = { kind: 'real' as const, now: () => new Date(at) };
      const by = { kind: 'schedule' as const, id: 'test' };
      await appendLook(
        { ...ports, calendar: clock },
        { look, agreement, by, evidence: async () => [{ kind: 'exchanges', sha256 }] },
      );
    }
    return sha256;
  };
  const old = await keep('2025-01-01T00:00:00.000Z', { what: 'an old look' }, true);
  const told = { kind: 'signal', journey: 'checkout', text: 'it does not work' };
  const signals = [
    await keep('2025-02-01T00:00:00.000Z', told, false),
    await keep(new Date().toISOString(), told, false),
    await keep(new Date().toISOString(), { ...told, journey: 'returns' }, false),
  ];
  const kept = async () => {
    const found: string[] = [];
    for await (const sha256 of ports.evidence.list('city-geo')) found.push(sha256);
    return found.toSorted();
  };
  const erase = async (...argv: string[]) => {
    const there = ['--table', table.name, '--bucket', BUCKET, '--why', 'kept for a year', '--by', 'Ana'];
    return runCli(['history', 'erase', 'city-geo', ...argv, ...there], { cwd: temporaryFolder() });
  };

  const older = await erase('--older-than', '365d');
  expect(older).toMatchObject({ code: 0, err: '' });
  expect(older.out).toBe('city-geo: erased: payloads 2, contacts 0, mails 0\n');
  expect(await kept()).toEqual(signals.slice(1).toSorted());
  expect(await everything()).not.toContain(`evidence/city-geo/${old}`);

  expect((await erase('--signals', 'checkout')).out).toContain('payloads 1');
  expect((await erase('--signals')).out).toContain('payloads 1');
  expect(await kept()).toEqual([]);
  const none = await erase('--signals');
  expect(none.code).toBe(2);
  expect(none.err).toContain('nothing is kept of what people told');
  const verified = await verifyLedger(ports);
  expect(verified.find(({ partner }) => partner === 'city-geo')).toMatchObject({
    ok: true,
    evidence: { lost: [], stillThere: [] },
  });
}, 30_000);
