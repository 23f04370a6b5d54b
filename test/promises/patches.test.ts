import { describe, expect, it } from 'vitest';
import { applyPatch, readPatch } from './patch.ts';
import { allPatches, PROMISES, readSource } from './patches.ts';

const patches = allPatches();

describe('the patches that break promises', () => {
  it('are at least one for each promise', () => {
    expect(new Set(patches.map((one) => one.promise))).toEqual(new Set(PROMISES));
  });

  it.each(patches.map((patch) => [patch.name, patch] as const))(
    '%s applies to the code as it is',
    (_, patch) => {
      const files = applyPatch(patch, readSource);
      for (const [file, text] of files) {
        expect(file).toMatch(/^src\//);
        expect(text).not.toBe(readSource(file));
      }
    },
  );

  it.each(patches.map((patch) => [patch.name, patch] as const))(
    '%s names a test that is there',
    (_, patch) => {
      const tests = readSource(patch.test);
      expect(patch.test).toContain(`promise-${patch.promise}`);
      for (const name of [...patch.red, patch.run ?? '']) expect(tests).toContain(name);
    },
  );
});

describe('a patch', () => {
  const text =
    'A slip.\nTest: test/e2e/promise-1.test.ts\nRed: a > b\n\n--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n';

  it('replaces its lines wherever they stand', () => {
    const patch = readPatch('1-slip', text);
    expect(applyPatch(patch, () => 'w\nx\ny\nv\n')).toEqual(new Map([['f', 'w\nx\nz\nv\n']]));
  });

  it.each([
    ['are not there', 'x\nq\n'],
    ['are there twice', 'x\ny\nx\ny\n'],
    ['are only parts of lines', 'wx\ny\n'],
  ])('does not apply where its lines %s', (_, before) => {
    expect(() => applyPatch(readPatch('1-slip', text), () => before)).toThrow('1-slip.patch does not apply');
  });

  it.each([
    ['without a test to turn red', text.replace('Red: ', '')],
    ['without a sentence', `\n${text.slice(text.indexOf('Test'))}`],
    ['with a line that is no diff', text.replace('+z', '*z')],
  ])('%s is refused', (_, broken) => {
    expect(() => readPatch('1-slip', broken)).toThrow('1-slip.patch');
  });
});
