import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrol } from '../stand-ins/principals.ts';
import { type Account, startAccount } from '../stand-ins/start-account.ts';
import { ACCOUNT, REGION } from '../stand-ins/start-stand-in.ts';
import { createResources } from './create-resources.ts';
import { createQueueSource, type QueueSource } from './event-sources/queue-source.ts';
import { createRuleSource, type RuleSource } from './event-sources/rule-source.ts';
import { createScheduleSource, type ScheduleSource } from './event-sources/schedule-source.ts';
import { type HttpFront, startHttpFront } from './event-sources/start-http-front.ts';
import { createStreamSource, type StreamSource } from './event-sources/stream-source.ts';
import { createTokens, type Tokens } from './event-sources/tokens.ts';
import { type Measurement, measurementsIn } from './measured.ts';
import { type RunningFunction, startFunction } from './start-function.ts';
import { type Allows, rolesOf } from './template/policies.ts';
import { readAssembly } from './template/read-assembly.ts';
import { resolveTemplate } from './template/resolve-template.ts';
import type { Deployed } from './template/types.ts';
import { functionsOf, invokersOf, routesOf, type Wake, wakesOf } from './template/wiring.ts';

/** A synthesised app at work on this machine. */
export interface Deployment {
  account: Account;
  /** Removed at the end: for what a test keeps meanwhile. */
  folder: string;
  /** Every resource of every stack, resolved. */
  resources: Deployed[];
  /** By the file that it was made of: `run-check`. @throws RangeError for an unknown one. */
  functionNamed(stem: string): RunningFunction;
  functions: RunningFunction[];
  queues: QueueSource[];
  streams: StreamSource[];
  rules: RuleSource[];
  schedules: ScheduleSource;
  front: HttpFront;
  tokens: Tokens;
  /** Takes queues and streams to their functions until nothing is left to do at this time. */
  settle(): Promise<void>;
  /** Everything that was measured, by all functions. */
  measurements(): Measurement[];
  close(): Promise<void>;
}

/**
 * Deploys a cloud assembly to stand-ins: resources are made, functions started from their unzipped assets when they are
 * needed, each with its own credentials and the rights of its role, and wired as the template says.
 *
 * @param start the time at which the calendar stands at first.
 */
export async function deploy(assembly: string, start: string): Promise<Deployment> {
  const account = await startAccount(start);
  const { holdings, principals, clock, services } = account;
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-aws-'));
  const { stacks, folderOf } = readAssembly(assembly);
  const exports = new Map<string, string>();
  const resources = stacks.flatMap((stack) => resolveTemplate(stack, services.SQS.url, exports));
  await createResources(account, resources);
  const allowsOf = rolesOf(resources);
  const mayBy = (roleArn: string): Allows => allowsOf(roleArn.split('/').at(-1) ?? '');

  const byArn = new Map<string, RunningFunction>();
  const byStem = new Map<string, RunningFunction>();
  const rights = new Map<string, Allows>();
  for (const { stem, roleArn, ...definition } of functionsOf(resources, folderOf)) {
    const may = mayBy(roleArn);
    const credentials = enrol(principals, stem, { may });
    const environment = {
      ...account.endpoints,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
      FOREWARN_LOOPBACK: '1',
    };
    const running = startFunction(definition, { environment, folder });
    byArn.set(definition.arn, running);
    byArn.set(definition.name, running);
    byStem.set(stem, running);
    rights.set(definition.arn, may);
  }
  const functionOf = (arn: string) => byArn.get(arn) ?? missing(`the function ${arn}`);
  const mayInvoke = (service: string, { definition }: RunningFunction) => {
    if (![definition.arn, definition.name].some((one) => invokersOf(resources, one).includes(service)))
      missing(`the permission of ${service} to invoke ${definition.name}`);
  };

  const queues: QueueSource[] = [];
  const streams: StreamSource[] = [];
  const rules: RuleSource[] = [];
  for (const wake of wakesOf(resources)) connect(wake);

  function connect(wake: Wake): void {
    const running = functionOf(wake.function);
    const may = rights.get(running.definition.arn);
    const requireRight = (action: string, resource: string) => {
      if (!may?.(action, resource, {}))
        missing(`the right of ${running.definition.name} to ${action} on ${resource}`);
    };
    if (wake.kind === 'queue') {
      for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'])
        requireRight(action, wake.mapping.arn);
      queues.push(createQueueSource(holdings.queues, running, wake.mapping));
    } else if (wake.kind === 'stream') {
      for (const action of ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'])
        requireRight(action, wake.mapping.arn);
      if (wake.mapping.onFailure !== null) requireRight('sqs:SendMessage', wake.mapping.onFailure);
      const stream = [...holdings.streams.values()].find(({ arn }) => arn === wake.mapping.arn);
      streams.push(
        createStreamSource(stream ?? missing(wake.mapping.arn), running, wake.mapping, holdings.queues),
      );
    } else {
      mayInvoke('events.amazonaws.com', running);
      rules.push(createRuleSource(running, wake.target, clock, holdings.queues));
    }
  }

  const routes = routesOf(resources);
  for (const route of routes) mayInvoke('apigateway.amazonaws.com', functionOf(route.function));
  const tokens = createTokens();
  const front = await startHttpFront({ routes, functionOf, principals, tokens, clock });
  return {
    account,
    folder,
    resources,
    functionNamed: (stem) => byStem.get(stem) ?? missing(`the function ${stem}`),
    functions: [...byStem.values()],
    queues,
    streams,
    rules,
    schedules: createScheduleSource(holdings, holdings.queues, clock, mayBy),
    front,
    tokens,
    async settle() {
      for (;;) {
        const done = await Promise.all([...queues, ...streams].map((source) => source.drain()));
        if (done.every((invocations) => invocations.length === 0)) return;
      }
    },
    measurements: () =>
      [...byStem.values()].flatMap(({ invocations }) =>
        measurementsIn(invocations.flatMap(({ lines }) => lines)),
      ),
    async close() {
      await front.close();
      await Promise.all([...byStem.values()].map((one) => one.close()));
      await account.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function missing(what: string): never {
  throw new RangeError(`the template (account ${ACCOUNT}) lacks ${what}`);
}
