import { describe, expect, it } from 'vitest';
import { readMultipart } from '../../../src/core/exchange/multipart.ts';
import { readNested } from '../../../src/core/exchange/nested-names.ts';
import { readItems } from '../../../src/core/exchange/stream-items.ts';

const nested = (...pairs: [string, string][]) => readNested(pairs.map(([name, text]) => ({ name, text })));

describe('names with brackets', () => {
  it('are objects and lists within each other', () => {
    expect(nested(['a[b][]', '1'], ['a[b][]', '2'], ['a[c]', 'x'], ['d', 'y'])).toEqual({
      a: { b: ['1', '2'], c: 'x' },
      d: 'y',
    });
    expect(nested(['lines[0][n]', '1'], ['lines[1][n]', '2'])).toEqual({ lines: [{ n: '1' }, { n: '2' }] });
  });

  it('are a list where they come again, and a name where they are none', () => {
    expect(nested(['a', '1'], ['a', '2'], ['b[', 'x'], ['[c]', 'y'])).toEqual({
      a: ['1', '2'],
      'b[': 'x',
      '[c]': 'y',
    });
  });

  it('do no harm', () => {
    const deep = `a${'[x]'.repeat(5_000)}`;
    expect(Object.keys(nested([deep, '1']))).toEqual([deep]);
    expect(Object.keys(nested(['__proto__[polluted]', '1']))).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('a multipart body', () => {
  const body = [
    '--b',
    'Content-Disposition: form-data; name="meta"',
    'Content-Type: application/json',
    '',
    '{"a":1}',
    '--b',
    'Content-Disposition: form-data; name=file; filename="a.bin"',
    '',
    'line one\r\nline two',
    '--b--',
    'what comes after is nothing',
  ].join('\r\n');

  it('is taken apart at its boundary', () => {
    expect(readMultipart('multipart/form-data; boundary="b"', body)).toEqual([
      { name: 'meta', file: false, contentType: 'application/json', text: '{"a":1}' },
      { name: 'file', file: true, contentType: null, text: 'line one\r\nline two' },
    ]);
  });

  it('is none without a boundary, or with another', () => {
    expect(readMultipart('multipart/form-data', body)).toBeNull();
    expect(readMultipart('multipart/form-data; boundary=other', body)).toBeNull();
  });
});

describe('a stream', () => {
  it.each<[string, string, unknown]>([
    ['application/jsonl', '{"a":1}\n\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ['application/x-ndjson', '1\n2', [1, 2]],
    ['application/json-seq', '\u001e{"a":1}\n\u001e2\n', [{ a: 1 }, 2]],
    ['application/jsonl', '{"a":1}\n{"a":', null],
    [
      'text/event-stream',
      ': hello\n\nevent: made\ndata: 1\ndata: 2\nid: 7\nretry: 10\n\ndata\n\n',
      [{ event: 'made', data: '1\n2', id: '7', retry: 10 }, { data: '' }],
    ],
  ])('is its items: %s', (media, text, items) => {
    expect(readItems(media, text)).toEqual(items);
  });
});
