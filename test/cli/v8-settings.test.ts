import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import v8 from 'node:v8';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { setUpFor } from '../../src/cli/v8-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'forewarn-v8-'));
const set = vi.spyOn(v8, 'setFlagsFromString');

const file = (name: string, bytes: number): string => {
  writeFileSync(join(folder, name), '');
  truncateSync(join(folder, name), bytes);
  return name;
};

beforeEach(() => {
  set.mockReset().mockImplementation(() => undefined);
});
afterAll(() => {
  set.mockRestore();
  rmSync(folder, { recursive: true });
});

describe('what V8 is set up for', () => {
  it('is left alone for small files, for very large ones, and for what is no file', () => {
    const small = file('small.yaml', 20_000);
    setUpFor([small, small], folder);
    setUpFor([small, file('large.yaml', 17_000_000)], folder);
    setUpFor(['-', 'https://api.acme-pay.example/openapi.json'], folder);
    setUpFor(['git:main:openapi.yaml', 'gone.yaml'], folder);
    setUpFor([`${'a'.repeat(5_000)}.yaml`, '\0'], folder);
    expect(set).not.toHaveBeenCalled();
  });

  it('is one comparison of less than a second for large files', () => {
    const large = file('large.yaml', 4_000_000);
    setUpFor([large, file('small.yaml', 20_000)], folder);
    expect(set.mock.calls.flat()).toEqual(['--semi-space-growth-factor=1', '--no-turbofan']);
  });

  it('knows flags that V8 knows', () => {
    const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
    expect(options).toContain('--semi-space-growth-factor (');
    expect(options).toContain('--turbofan (');
  });
});
