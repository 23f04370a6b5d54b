import { expect, test } from 'vitest';
import { FUNCTIONS, type FunctionName } from '../../cdk/functions.ts';
import { silentLog } from '../../src/adapters/log/line-log.ts';
import { wireAnnounce } from '../../src/adapters/wire-announce.ts';
import { wireApi } from '../../src/adapters/wire-api.ts';
import { wireRegister } from '../../src/adapters/wire-register.ts';
import { wireRunCheck } from '../../src/adapters/wire-run-check.ts';
import { wireSweep } from '../../src/adapters/wire-sweep.ts';

const told = { log: silentLog, metrics: { add: () => {} } };

const WIRES: Record<FunctionName, (env: NodeJS.ProcessEnv) => { loopback: boolean }> = {
  'run-check': (env) => wireRunCheck(env, told),
  announce: (env) => wireAnnounce(env, told),
  sweep: (env) => wireSweep(env, told),
  api: (env) => wireApi(env, told),
  register: (env) => wireRegister(env, told),
};

const COMPLETE: Record<string, string> = {
  FOREWARN_TABLE: 'forewarn',
  FOREWARN_BUCKET: 'evidence-bucket',
  FOREWARN_QUEUE_URL: 'http://127.0.0.1:1/111122223333/checks.fifo',
  FOREWARN_QUEUE_ARN: 'arn:aws:sqs:eu-central-1:111122223333:checks.fifo',
  FOREWARN_SCHEDULE_GROUP: 'forewarn',
  FOREWARN_SCHEDULE_ROLE: 'arn:aws:iam::111122223333:role/scheduler',
  FOREWARN_SCHEDULE_DEAD_LETTERS: 'arn:aws:sqs:eu-central-1:111122223333:dead',
  FOREWARN_SIGNING_KEY: 'key',
  FOREWARN_SENDER: '',
  FOREWARN_SECRETS: 'parameter-store',
  FOREWARN_PEOPLE: 'jwt',
  FOREWARN_REGISTRARS: '',
  FOREWARN_VERSION: '0.1.0',
  FOREWARN_BUILD: 'a1',
};

/** An environment that remembers which of our variables were read. */
function remembering(env: Record<string, string>) {
  const read = new Set<string>();
  const proxy = new Proxy(env, {
    get(values, name: string) {
      if (name.startsWith('FOREWARN_')) read.add(name);
      return values[name];
    },
  });
  return { env: proxy as NodeJS.ProcessEnv, read };
}

const names = Object.keys(WIRES) as FunctionName[];

test.each(names)('%s reads the variables that its deployment sets, each of them and no other', (name) => {
  const { variables } = FUNCTIONS[name];
  const given = Object.fromEntries(variables.map((one) => [one, COMPLETE[one] ?? '']));
  const { env, read } = remembering(given);

  const wired = WIRES[name](env);

  expect(wired.loopback).toBe(false);
  expect([...read].sort()).toEqual(['FOREWARN_LOOPBACK', ...variables].sort());
});

test.each(names)('%s does not start where one is missing', (name) => {
  for (const missing of FUNCTIONS[name].variables) {
    const { [missing]: _, ...rest } = COMPLETE;
    expect(() => WIRES[name](rest), missing).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringContaining(missing) }),
    );
  }
});

test('loopback is for endpoints on loopback only', () => {
  const local = { ...COMPLETE, FOREWARN_LOOPBACK: '1', AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' };

  expect(wireApi(local, told)).toMatchObject({ loopback: true, calendar: { kind: 'simulated' } });
  expect(wireApi(COMPLETE, told)).toMatchObject({ loopback: false, calendar: { kind: 'real' } });
  expect(() => wireApi({ ...local, AWS_ENDPOINT_URL_S3: 'https://s3.example' }, told)).toThrow(/loopback/);
});
