import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../../cdk/config.ts';
import { configurationOf } from '../../../cdk/read-configuration.ts';
import { ForewarnError } from '../../../src/core/errors.ts';
import { EVERYTHING, temporaryFolder } from './deployment.ts';

function fault(work: () => unknown): ForewarnError {
  try {
    work();
  } catch (error) {
    if (error instanceof ForewarnError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

test('nothing needs to be configured', () => {
  expect(readConfiguration({}, 'config')).toEqual({
    architecture: 'arm64',
    secrets: { store: 'parameter-store' },
    customerKey: false,
    evidenceLockDays: 0,
    fixedEgress: false,
    concurrentChecks: 5,
    logDays: 90,
    throttle: { rate: 20, burst: 40 },
    alarms: { costPerDay: 5, runbook: 'docs/runbook.md' },
    tags: {},
  });
});

test('everything can be', () => {
  expect(readConfiguration(EVERYTHING, 'config')).toMatchObject(EVERYTHING as object);
});

test('the example is one', () => {
  const file = 'cdk/forewarn.config.example.json';
  const written: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(readConfiguration(written, file)).toMatchObject(written as object);
});

describe('what is wrong is named with its key', () => {
  test.each([
    [{ fixedEgres: true }, 'fixedEgres'],
    [{ architecture: 'mips' }, 'architecture'],
    [{ people: { issuer: 'http://id.shop.example', audience: ['a'] } }, 'people'],
    [{ people: { issuer: 'https://id.shop.example', audience: [] } }, 'people'],
    [
      { mail: { identity: 'shop.example', from: 'forewarn@other.example' } },
      'mail.from: is not of the identity',
    ],
    [{ mail: { identity: 'shop.example', from: 'f@shop.example', name: 'a <b>' } }, 'mail.name'],
    [
      { ci: { issuer: 'https://ci.example', audience: ['a'], claim: 'repository', values: ['a,b'] } },
      'ci.values.0',
    ],
    [{ secrets: { store: 'vault' } }, 'secrets.store'],
    [{ secrets: { key: 'alias/x' } }, 'secrets.key'],
    [{ logDays: 2 }, 'logDays'],
    [{ concurrentChecks: 1 }, 'concurrentChecks'],
    [{ alarms: { email: 'platform' } }, 'alarms.email'],
    [{ budget: { monthly: -1, email: 'a@shop.example' } }, 'budget.monthly'],
  ])('%j', (written, named) => {
    const error = fault(() => readConfiguration(written, 'forewarn.config.json'));
    expect(error.code).toBe('config');
    expect(error.message).toContain('forewarn.config.json');
    expect(error.message).toContain(named);
    expect(error.fix).toBeTruthy();
  });
});

describe('where it comes from', () => {
  const withFile = (text: string): string => {
    const folder = join(temporaryFolder(), 'root');
    mkdirSync(folder);
    writeFileSync(join(folder, 'forewarn.config.json'), text);
    return folder;
  };

  test('the file', () => {
    expect(configurationOf(withFile('{"logDays": 30}'), {}).logDays).toBe(30);
  });

  test('the context', () => {
    expect(configurationOf(temporaryFolder(), { forewarn: { logDays: 7 } }).logDays).toBe(7);
  });

  test('neither, with the processor from the command line', () => {
    expect(configurationOf(temporaryFolder(), { architecture: 'x86_64' }).architecture).toBe('x86_64');
    expect(fault(() => configurationOf(temporaryFolder(), { architecture: 'x64' })).message).toContain(
      'architecture',
    );
  });

  test('never both', () => {
    const error = fault(() => configurationOf(withFile('{}'), { forewarn: {} }));
    expect(error.message).toContain('both');
  });

  test('a file that is not JSON, or no object', () => {
    expect(fault(() => configurationOf(withFile('logDays: 30'), {})).message).toContain('not JSON');
    expect(fault(() => configurationOf(withFile('[]'), {})).message).toContain('not an object');
  });
});
