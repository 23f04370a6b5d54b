import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import {
  compareRegistration,
  droppedSchedules,
} from '../../../src/core/registration/compare-registration.ts';
import { registeredFiles, registrationHash } from '../../../src/core/registration/registered-files.ts';
import { schedulesOf } from '../../../src/core/registration/schedules-of.ts';
import { agreementOf } from './registered.ts';

const HOUR = 3_600_000;
const FILES = { a: '1', b: '2', c: '3' };

function registration(
  files: Record<string, string> = FILES,
  more: { source?: string; everyMs?: number } = {},
) {
  const agreement = agreementOf({
    schedule: { everyMs: more.everyMs ?? HOUR },
    environments: ['sandbox', 'live'],
  });
  return {
    partner: 'acme-pay',
    source: more.source ?? 'shop/integrations',
    files: registeredFiles(files, sha256),
    schedules: schedulesOf(agreement),
  };
}

describe('what a registration changes', () => {
  it.each([
    ['nothing registered', null, registration(), { kind: 'added', files: ['a', 'b', 'c'] }],
    ['the same', registration(), registration(), { kind: 'unchanged' }],
    [
      'files',
      registration(),
      registration({ a: '1', b: 'other', d: '4' }),
      { kind: 'changed', added: ['d'], changed: ['b'], removed: ['c'] },
    ],
    [
      'its schedule alone',
      registration(),
      registration(FILES, { everyMs: 2 * HOUR }),
      { kind: 'changed', added: [], changed: [], removed: [] },
    ],
    [
      'what is of another source',
      registration(FILES, { source: 'other/repository' }),
      registration(),
      { kind: 'foreign', source: 'other/repository' },
    ],
  ])('%s', (_what, registered, next, change) => {
    expect(compareRegistration(registered, next)).toEqual({ partner: 'acme-pay', ...change });
  });

  it('takes a partner over only when told to, and that is a change', () => {
    const other = registration(FILES, { source: 'other/repository' });
    expect(compareRegistration(other, registration(), true)).toMatchObject({ kind: 'changed', changed: [] });
  });
});

describe('a set of files', () => {
  it('has one name, whatever their order', () => {
    const name = (files: Record<string, string>) => registrationHash(registeredFiles(files, sha256), sha256);
    expect(name({ a: '1', b: '2' })).toBe(name({ b: '2', a: '1' }));
    expect(new Set([name({ a: '1', b: '2' }), name({ a: '2', b: '1' }), name({ a: '1' })]).size).toBe(3);
    expect(name({ a: '1' })).toMatch(/^[0-9a-f]{64}$/);
    expect(registeredFiles({ a: 'é' }, sha256)).toEqual([{ path: 'a', sha256: sha256('é'), bytes: 2 }]);
  });
});

describe('schedules that are no longer planned', () => {
  it('are those of environments that are gone', () => {
    const { schedules } = registration();
    expect(droppedSchedules(schedules, schedules.slice(1)).map(({ environment }) => environment)).toEqual([
      'sandbox',
    ]);
    expect(droppedSchedules(schedules, schedules)).toEqual([]);
  });
});
