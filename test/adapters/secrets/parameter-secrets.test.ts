import { SSMClient } from '@aws-sdk/client-ssm';
import { beforeEach, expect, test } from 'vitest';
import { createParameterSecrets } from '../../../src/adapters/secrets/parameter-secrets.ts';
import { openAccount } from '../../infra/stand-ins/open-account.ts';

const account = await openAccount();
const { SSM: service } = account.services;
const client = new SSMClient(account.client('SSM', { maxAttempts: 2 }));
const MINUTE = 60_000;
let time = 0;
const secrets = (place: 'parameter-store' | 'secrets-manager' = 'parameter-store') =>
  createParameterSecrets(client, place, () => time);

beforeEach(() => {
  time = 0;
  service.calls.length = 0;
});

test('a secret is decrypted, from Parameter Store or through it from Secrets Manager', async () => {
  expect(await secrets().read('acme-pay/token')).toBe('s3cr3t');
  expect(await secrets('secrets-manager').read('acme-pay/token')).toBe('s3cr3t-too');
  expect(await secrets('secrets-manager').read('acme-pay/none')).toBeNull();
});

test('a value is asked for once in five minutes, also by many at once', async () => {
  const store = secrets();
  expect(await Promise.all([1, 2, 3].map(() => store.read('acme-pay/token')))).toEqual(
    Array(3).fill('s3cr3t'),
  );
  time = 5 * MINUTE - 1;
  await store.read('acme-pay/token');
  expect(service.calls).toHaveLength(1);

  account.holdings.parameters.set('/forewarn/acme-pay/token', 'rotated');
  time = 5 * MINUTE;
  expect(await store.read('acme-pay/token')).toBe('rotated');
  account.holdings.parameters.set('/forewarn/acme-pay/token', 's3cr3t');
});

test('what is not set is found as soon as it is', async () => {
  const store = secrets();
  expect(await store.read('late/token')).toBeNull();

  account.holdings.parameters.set('/forewarn/late/token', 'here');

  expect(await store.read('late/token')).toBe('here');
});

test('a fault is told by its name and not kept', async () => {
  const store = secrets();
  service.inject({ kind: 'throttle', times: 2 });

  await expect(store.read('acme-pay/token')).rejects.toMatchObject({
    code: 'storage',
    message: 'The store of secrets cannot be used (ThrottlingException).',
  });
  expect(await store.read('acme-pay/token')).toBe('s3cr3t');
});

test('a name that is none is never asked for', async () => {
  await expect(secrets().read('../other')).rejects.toMatchObject({ code: 'config' });
  await expect(secrets().read('/aws/reference')).rejects.toMatchObject({ code: 'config' });
  expect(service.calls).toEqual([]);
});
