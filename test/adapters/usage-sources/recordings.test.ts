import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { parseText } from '../../../src/adapters/files/parse-document.ts';
import { readRecording } from '../../../src/adapters/usage-sources/read-recording.ts';
import { readSources } from '../../../src/adapters/usage-sources/read-sources.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { partnerBases } from '../../../src/core/usage/sources/call-address.ts';
import { mentionFinder } from '../../../src/core/usage/sources/mentions.ts';
import { recordedUsage } from '../../../src/core/usage/sources/recorded-usage.ts';

const GOLDEN = join(import.meta.dirname, '../../golden/usage-sources');
const document = openDocument(
  load(readFileSync(join(GOLDEN, 'baseline.yaml'), 'utf8')) as JsonObject,
  sha256,
);
const bases = partnerBases(document.servers);
const expected = JSON.parse(readFileSync(join(GOLDEN, 'expected.json'), 'utf8'));

function read(...paths: string[]) {
  return readSources(
    paths.map((path) => join(GOLDEN, path)),
    {
      parse: parseText,
      mentions: mentionFinder(document, bases, 'parcel-post'),
      now: () => 0,
      shown: (path) => path.slice(GOLDEN.length + 1),
    },
  );
}

describe('a recording tells operations, fields and names, and no value', () => {
  it.each(['calls.har', 'collection.json', 'nock.json', 'vcrpy.json', 'cassette.yml', 'mappings'])(
    '%s',
    (path) => {
      const { calls, files } = read(path);
      expect(files.recordings).toBeGreaterThan(0);
      const told = recordedUsage(document, calls, bases);
      expect(told.uses.map(({ from: _, ...use }) => use)).toEqual(expected.uses);
      // Stubs name no host, so none of them is at another; a collection has each request once more, as an example.
      if (path === 'mappings') expect(told.left).toMatchObject({ otherHosts: 0, unplaced: 1 });
      else if (path !== 'collection.json') expect(told.left).toEqual(expected.left);
      expect(JSON.stringify(told)).not.toMatch(/canary|4711/i);
    },
  );

  it('is found in a folder beside what is none', () => {
    expect(read('.').files.recordings).toBe(9);
  });
});

describe('what cannot be read is refused', () => {
  const refusal = (text: string, name: string) => {
    try {
      readRecording(text, name, parseText);
    } catch (error) {
      return error as Error & { place?: { file: string; line?: number } };
    }
    throw new Error('it was read');
  };

  it.each([
    ['JSON that is cut off', '{"log": {\n"entries": [ {"CANARY": "CANARY', 'a.har', 2],
    ['YAML that is none', 'http_interactions:\n- request: "CANARY\n', 'a.yml', undefined],
    ['a key that is written twice', 'http_interactions: []\nCANARY: 1\nCANARY: 2\n', 'a.yml', undefined],
    ['a tag of a program', 'http_interactions:\n- !ruby/object:Kernel CANARY\n', 'a.yml', undefined],
    ['what is nested without end', `{"log": ${'['.repeat(100_000)}`, 'a.har', 1],
  ])('%s', (_, text, name, line) => {
    const { place, message } = refusal(text, name);
    expect(place?.file).toBe(name);
    if (line) expect(place?.line).toBe(line);
    else expect(place?.line ?? 0).toBeGreaterThan(0);
    expect(message).not.toContain('CANARY');
  });

  it('a named file that is no recording, and a path that is not there', () => {
    expect(() => read('expected.json')).toThrow(/no recording/);
    expect(() => read('nowhere')).toThrow(/no such file/);
  });

  it('has no way to a prototype', () => {
    const text =
      '{"log": {"entries": [{"request": {"method": "GET", "url": "https://api.parcel.example/v2/parcels", "headers": [{"name": "__proto__", "value": "x"}, {"name": "constructor", "value": "x"}]}, "response": {"status": 201, "content": {"mimeType": "application/json", "text": "{\\"__proto__\\": {\\"polluted\\": 1}}"}}}]}}';
    const calls = readRecording(text, 'a.har', parseText) ?? [];
    expect(calls).toHaveLength(1);
    const told = recordedUsage(document, calls, bases);
    expect(told.uses[0]?.headers).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('source folders', () => {
  it('mention operations by their paths, with file and line, and specific fields', () => {
    const { mentioned, files } = read('source');
    expect(files).toMatchObject({ source: 3, generated: 1, recordings: 0 });
    expect(mentioned.map(({ key, answers, from }) => [key, answers, from])).toEqual([
      ['GET /parcels/{}/events', ['/*/happened_at'], [{ file: 'source/events.py', line: 3 }]],
      ['POST /parcels', ['/tracking_code'], [{ file: 'source/parcels.js', line: 5 }]],
    ]);
  });

  it('stop at their limits, and say so', () => {
    const all = { files: 50, largest: 1_000_000, total: 1_000_000, ms: 1_000 };
    const stopped = (limits: Partial<typeof all>, now = () => 0) =>
      readSources([join(GOLDEN, 'source')], {
        parse: parseText,
        mentions: mentionFinder(document, bases, 'parcel-post'),
        now,
        shown: (path) => path,
        limits: { ...all, ...limits },
      }).stopped;
    expect(stopped({})).toBeNull();
    expect(stopped({ files: 1 })).toBe('files');
    expect(stopped({ total: 10 })).toBe('total');
    let clock = 0;
    expect(stopped({}, () => (clock += 600))).toBe('time');
  });
});
