import { join } from 'node:path';
import { scheduleInput } from '../../src/adapters/scheduler/schedule-input.ts';
import { readBundles } from '../../src/cli/register-bundles.ts';
import type { Json, JsonObject } from '../../src/core/json.ts';
import type { PlannedSchedule, RegistrationBundle } from '../../src/core/registration/types.ts';
import { type Aws, found } from './call-aws.ts';
import { compare } from './compare.ts';
import { type Deployment, plannedOf } from './deployment.ts';
import { type Invoke, inEmulator, onThisMachine } from './invoke.ts';
import { objectsOf } from './kinds/bucket.ts';
import type { Row } from './read-back.ts';
import { registrationEvent } from './registration-event.ts';
import { listAt, objectAt, textAt } from './shape.ts';
import { REGISTERED } from './tell.ts';

/** In whose name the samples are registered. */
const SOURCE = 'rehearsal/samples';

/** The function that registers, as it was deployed. */
interface Register {
  name: string;
  /** Its bundled file in the synthesised app. */
  file: string;
  variables: Record<string, string>;
}

/**
 * Registers the samples of this repository, twice: by the deployed function where the emulator runs it, otherwise by
 * the very file that was deployed, on this machine, with its variables as deployed.
 *
 * @param on.env environment of what runs on this machine.
 * @returns which of the two it was, and what became of it in the emulator: one row a schedule, record and file.
 */
export async function registerSamples(on: {
  aws: Aws;
  endpoint: URL;
  root: string;
  app: string;
  deployments: Deployment[];
  env: Record<string, string>;
  now(): Date;
}): Promise<{ by: string; rows: Row[] }> {
  const { aws, root, now } = on;
  const register = registerOf(on.deployments, on.app, on.endpoint);
  const inside = inEmulator(aws, register.name);
  const runs = (await inside(registrationEvent(now())))?.status === 200;
  const invoke = runs ? inside : onThisMachine(register.file, { ...on.env, ...register.variables });
  const { bundles } = await readBundles({ names: [], contracts: undefined, source: SOURCE, cwd: root });
  const rows: Row[] = [];
  for (const bundle of bundles) rows.push(await registered(invoke, bundle, now));
  const listed = await invoke(registrationEvent(now()));
  const schedules = listAt(listed?.body ?? {}, 'registrations').flatMap((one) => listAt(one, 'schedules'));
  for (const planned of schedules) rows.push(await scheduleRow(aws, register.variables, planned));
  rows.push(await filesRow(aws, register.variables, bundles), await queueRow(aws, register.variables));
  const machine = 'the deployed file, run on this machine: the emulator does not run functions';
  return { by: runs ? 'the deployed function, in the emulator' : machine, rows };
}

/** A URL of a service as one of the emulator: whatever it calls itself, nothing is called but loopback. */
function atHome(value: string, endpoint: URL): string {
  const url = /^https?:/.test(value) ? URL.parse(value) : null;
  return url ? `${endpoint.origin}${url.pathname}` : value;
}

function registerOf(deployments: Deployment[], app: string, endpoint: URL): Register {
  for (const deployment of deployments)
    for (const [id, resource] of Object.entries(deployment.stack.template.Resources)) {
      const variables = objectAt(plannedOf(deployment, id), 'Environment', 'Variables');
      const metadata = objectAt({ all: (resource as { Metadata?: JsonObject }).Metadata ?? {} }, 'all');
      if (resource.Type !== 'AWS::Lambda::Function' || variables.FOREWARN_REGISTRARS === undefined) continue;
      const texts = Object.entries(variables).map(([name, value]) => [name, atHome(String(value), endpoint)]);
      return {
        name: deployment.known.get(id)?.ref ?? '',
        file: join(app, String(metadata['aws:asset:path']), 'index.mjs'),
        variables: Object.fromEntries(texts),
      };
    }
  throw new Error('the template has no function that registers');
}

/** Registers a partner, then once more: the second time nothing may change. */
async function registered(invoke: Invoke, bundle: RegistrationBundle, now: () => Date): Promise<Row> {
  const first = await invoke(registrationEvent(now(), bundle));
  const again = await invoke(registrationEvent(now(), bundle));
  const kinds = [first, again].map((answer) => {
    const { body = {}, status } = answer ?? {};
    return `${status} ${textAt(body, 'kind') || textAt(body, 'error', 'message')}`;
  });
  return row(`record of ${bundle.partner}`, kinds.join(', '), '200 added, 200 unchanged');
}

async function scheduleRow(aws: Aws, variables: Record<string, string>, planned: Json): Promise<Row> {
  const input = scheduleInput(planned as unknown as PlannedSchedule, {
    group: variables.FOREWARN_SCHEDULE_GROUP ?? '',
    queue: variables.FOREWARN_QUEUE_ARN ?? '',
    role: variables.FOREWARN_SCHEDULE_ROLE ?? '',
    deadLetters: variables.FOREWARN_SCHEDULE_DEAD_LETTERS ?? '',
  });
  const path = `/schedules/${input.Name}?groupName=${input.GroupName}`;
  const there = await found(aws.rest('scheduler', 'GET', path));
  const name = `schedule ${input.Name}`;
  if (!there) return row(name, 'is not there', 'is there');
  const { same, differs, untold } = compare(input as unknown as JsonObject, there);
  const why = differs.map(
    ({ path: at, planned: wanted, found: met }) => `${at}: planned ${wanted}, found ${met}`,
  );
  return { ...row(name, '', ''), verdict: why.length > 0 ? 'differs' : 'as planned', same, untold, why };
}

async function filesRow(
  aws: Aws,
  variables: Record<string, string>,
  bundles: RegistrationBundle[],
): Promise<Row> {
  const objects = await objectsOf(aws, variables.FOREWARN_BUCKET ?? '');
  const whose = (key: string) => /^registered\/([^/]+)\/[0-9a-f]+\.json\.gz$/.exec(key)?.[1];
  const partners = [...new Set(objects.map(whose).filter((one) => one !== undefined))].sort();
  return row(
    'files in the bucket',
    partners.join(', '),
    bundles
      .map(({ partner }) => partner)
      .sort()
      .join(', '),
  );
}

async function queueRow(aws: Aws, variables: Record<string, string>): Promise<Row> {
  const body = {
    QueueUrl: variables.FOREWARN_QUEUE_URL ?? '',
    AttributeNames: ['ApproximateNumberOfMessages'],
  };
  const answer = await found(aws.json('sqs', 'AmazonSQS.GetQueueAttributes', body));
  const waiting = Number(textAt(answer ?? {}, 'Attributes', 'ApproximateNumberOfMessages'));
  return row('first checks in the queue', waiting > 0 ? 'some' : 'none', 'some');
}

function row(name: string, found: string, planned: string): Row {
  const isSame = found === planned;
  return {
    type: REGISTERED,
    name,
    way: 'CloudFormation',
    verdict: isSame ? 'as planned' : 'differs',
    same: isSame ? [planned] : [],
    completed: [],
    dropped: [],
    untold: [],
    why: isSame ? [] : [`planned ${planned}, found ${found}`],
  };
}
