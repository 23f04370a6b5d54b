import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduleName } from '../../../src/adapters/scheduler/schedule-name.ts';

test('names that people can read, where nothing speaks against it', () => {
  expect(scheduleName('acme-pay', 'sandbox')).toBe('acme-pay--sandbox');
  expect(scheduleName('city-geo', null)).toBe('city-geo--documents');
});

test('an environment called documents, and dashes that could be taken for the middle, are told apart', () => {
  const names = [
    scheduleName('a', 'documents'),
    scheduleName('a', null),
    scheduleName('a--b', 'c'),
    scheduleName('a', 'b--c'),
    scheduleName('a-', 'b'),
    scheduleName('a', 'b'),
  ];

  expect(new Set(names).size).toBe(names.length);
});

test('every name is one that Scheduler takes, and no two are the same', () => {
  const slug = fc.stringMatching(/^[a-c][a-c-]{0,4}$/);
  const place = fc.tuple(slug, fc.option(fc.oneof(slug, fc.constant('documents'))));
  fc.assert(
    fc.property(
      fc.uniqueArray(place, { selector: (one) => JSON.stringify(one), maxLength: 60 }),
      (places) => {
        const names = places.map(([partner, environment]) => scheduleName(partner, environment));
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) expect(name).toMatch(/^[0-9a-zA-Z\-_.]{1,64}$/);
      },
    ),
  );
  const long = ['a', 'b'].map((end) => scheduleName(`p${'a'.repeat(29)}`, `e${'-'.repeat(40)}${end}`));
  expect(new Set(long).size).toBe(2);
  for (const name of long) expect(name.length).toBeLessThanOrEqual(64);
});
