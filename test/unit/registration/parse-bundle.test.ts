import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ForewarnError } from '../../../src/core/errors.ts';
import { parseBundle } from '../../../src/core/registration/parse-bundle.ts';
import { utf8Length } from '../../../src/core/registration/registered-files.ts';

const AGREEMENT = 'contracts/acme-pay/agreement.yaml';

function bundle(files: unknown = { [AGREEMENT]: 'partner: acme-pay\n' }, more: object = {}): unknown {
  return { v: 1, partner: 'acme-pay', source: 'shop/integrations', files, ...more };
}

function withPath(path: string): unknown {
  return bundle(JSON.parse(`{${JSON.stringify(AGREEMENT)}:"", ${JSON.stringify(path)}:""}`));
}

describe('a bundle', () => {
  it('is read as it was sent', () => {
    expect(parseBundle(bundle())).toEqual(bundle());
    expect(Object.keys(parseBundle(withPath('openapi/acme pay (2).yaml')).files)).toHaveLength(2);
  });

  it.each([
    '../secret',
    'contracts/../../etc/passwd',
    '/etc/passwd',
    'contracts//a',
    './a',
    'a/.',
    'a/',
    '',
    'a\\..\\b',
    'a\u0000b',
    'a\nb',
    'a\u007f',
    '__proto__',
    'a/__proto__/b',
    'x'.repeat(81),
    'x/'.repeat(300),
    '\ud800',
  ])('with the path %j is refused', (path) => {
    expect(() => parseBundle(withPath(path))).toThrow('a path is not a plain path');
  });

  it.each([
    ['null', null, '`the whole` is not'],
    ['a list', [], '`the whole` is not'],
    ['another version', bundle({}, { v: 2 }), '`v` is not'],
    ['another key', bundle({}, { extra: 1 }), '`the whole` is not'],
    ['a partner that is a path', bundle({}, { partner: '../x' }), '`partner` is not'],
    ['a source with credentials', bundle({}, { source: 'https://me:pw@host/x' }), '`source` is not'],
    ['a source with spaces', bundle({}, { source: 'a b' }), '`source` is not'],
    ['no files', bundle(null), '`files` must map'],
    ['a list of files', bundle(['a']), '`files` must map'],
    ['no agreement', bundle({ 'openapi/a.yaml': '' }), `there is no \`${AGREEMENT}\``],
    ['a file that is no text', bundle({ [AGREEMENT]: 1 }), 'a file is not a text'],
    ['half a character', bundle({ [AGREEMENT]: '\ud800' }), 'a file is not a text'],
    ['a file as a folder', withPath(`${AGREEMENT}/x`), 'a file and a folder at once'],
    [
      '201 files',
      bundle(Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`f${index}`, '']))),
      'more than 200 files',
    ],
    ['21 MB', bundle({ [AGREEMENT]: 'é'.repeat(10_500_000) }), 'larger than 20 MB'],
  ])('that is %s is refused', (_what, data, problem) => {
    expect(() => parseBundle(data)).toThrow(problem);
  });

  it('of any kind is read or refused, never a fault', () => {
    const paths = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), {
      noNullPrototype: true,
    });
    const whole = fc.record({
      v: fc.constant(1),
      partner: fc.constant('acme-pay'),
      source: fc.constant('a/b'),
      files: paths,
    });
    fc.assert(
      fc.property(fc.oneof(whole, fc.anything()), (data) => {
        try {
          parseBundle(data);
        } catch (error) {
          expect(error).toBeInstanceOf(ForewarnError);
        }
      }),
    );
  });
});

describe('the length of a text in bytes', () => {
  it('is that of UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text.toWellFormed(), 'utf8'));
      }),
    );
  });
});
