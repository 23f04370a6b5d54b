import { S3Client } from '@aws-sdk/client-s3';
import { expect, it, onTestFinished } from 'vitest';
import { apiHandler } from '../../lambdas/handlers/api.ts';
import { clientSettings } from '../../src/adapters/aws-settings.ts';
import { openRegisteredBaseline } from '../../src/adapters/files/open-registered.ts';
import { createBucketEvidence } from '../../src/adapters/s3/bucket-evidence.ts';
import { createRegisteredFiles } from '../../src/adapters/s3/registered-files.ts';
import { agreedDocument } from '../../src/app/agreed-document.ts';
import { evidenceAtHand } from '../../src/app/evidence-at-hand.ts';
import { gatewayDoor } from '../../web/gateway-door.ts';
import { json, startServer } from '../adapters/loopback-server.ts';
import { openAccount } from '../infra/stand-ins/open-account.ts';
import { minutes, openDeployedWorld } from './deployed-world.ts';
import { requestEvent } from './http-request.ts';
import { contextOf } from './invocation.ts';

const NAME = 'evidence-bucket';
const SECRET = 'Erika Mustermann';
const account = await openAccount();

/** A deployment whose partner renamed `weight` in its answers, seen twice; and what a person sees of that. */
async function openSeenWorld() {
  const partner = await startServer((_, response) =>
    json(response, 200, [{ id: 'P-1', status: 'moving', grams: 900, owner: SECRET }]),
  );
  onTestFinished(() => partner.close());
  const settings = { ...account.client('S3'), ...clientSettings({ requestMs: 2_000, maxAttempts: 2 }) };
  const bucket = { client: new S3Client(settings), name: NAME };
  const evidence = createBucketEvidence(bucket);
  const files = createRegisteredFiles(bucket);
  const world = openDeployedWorld();
  await world.register(
    'parcel-post',
    `uses: [listParcels]
environments: { sandbox: { url: ${partner.url} } }
limits: { requests-per-second: 50 }`,
  );
  const record = await world.sweeping.registrations.read('parcel-post');
  if (!record) throw new Error('nothing was registered');
  const texts = await world.registryPorts.files.get('parcel-post', record.hash);
  await files.put('parcel-post', record.hash, texts ?? {});
  for (const after of [0, 60]) {
    const tick = { v: 1, partner: 'parcel-post', environment: 'sandbox', scheduledTime: minutes(after) };
    const attributes = { MessageGroupId: 'parcel-post' };
    const event = { Records: [{ messageId: `m${after}`, body: JSON.stringify(tick), attributes }] };
    await world.runCheck({ evidence })(event as never, contextOf(180_000));
  }
  const { log } = world.telemetry;
  const shown = {
    ...world.sweeping,
    evidence: evidenceAtHand(evidence, log),
    agreed: (name: string) =>
      agreedDocument({ ...world.sweeping, files, openBaseline: openRegisteredBaseline, log }, name),
  };
  const handler = apiHandler(shown, gatewayDoor('jwt', { loopback: false }), world.telemetry);
  const ask = async (path: string) => (await handler(requestEvent({ path }), contextOf())).body;
  const rows = async () => JSON.parse(await ask('/v1/changes/PARCEL-POST-1')).evidence;
  return { ...world, ask, rows };
}

it('the page of a change has what was agreed beside what was seen, from the bucket, and no value of an answer', async () => {
  const { ask, rows } = await openSeenWorld();

  const [row] = await rows();
  const page = await ask('/changes/PARCEL-POST-1');

  expect(row).toMatchObject({
    environment: 'sandbox',
    agreed: ['there', expect.stringMatching(/^integer, required/)],
    seen: [
      'gone',
      expect.stringMatching(/^status 200, application\/json; there: absent; names in the same object: /),
    ],
  });
  for (const line of [...row.agreed, ...row.seen]) expect(page).toContain(line);
  expect(page).not.toContain('not at hand');
  expect(page).not.toContain(SECRET);
});

it('what the bucket does not give is left out and told in the log; the page is there', async () => {
  const { ask, rows, said } = await openSeenWorld();
  account.services.S3.inject({ kind: 'server-error', operation: 'GetObject', times: 20 });

  const [row] = await rows();

  expect(row).toMatchObject({ agreed: ['there'], seen: ['gone'] });
  expect(said('evidence cannot be read')).toMatchObject([{ partner: 'parcel-post' }]);
  expect(said('the agreed document cannot be read')).toMatchObject([{ partner: 'parcel-post' }]);
  expect(await ask('/changes/PARCEL-POST-1')).toContain('PARCEL-POST-1');
});
