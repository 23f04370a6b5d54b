import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { loadDocument } from '../../../src/adapters/files/load-document.ts';
import { ForewarnError } from '../../../src/core/errors.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { valueAt } from '../../../src/core/json-pointer.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-references-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = (
  files: Record<string, string | Buffer>,
  fetchText: (url: string) => Promise<string> = offline,
) => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return loadDocument('api.yaml', { cwd: folder, fetchText, externalRefs: ['https://schemas.example'] });
};
const offline = async (): Promise<string> => {
  throw new ForewarnError('input', 'https://schemas.example/x.json could not be read: HTTP 404', {
    fix: 'check the address',
  });
};
const schemas = (text: string) => `openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n${text}`;
const refOf = (raw: JsonObject, name: string) => valueAt(raw, `#/components/schemas/${name}/$ref`);

describe('a reference to a file that cannot be read', () => {
  it.each([
    ['is missing', 'models/none.yaml', /there is no file models\/none\.yaml/, undefined],
    [
      'is spelled otherwise',
      'models/order.YAML',
      /there is no file/,
      'there is order.yaml: upper and lower case differ',
    ],
    ['is a folder', 'models', /this is not a file/, undefined],
    [
      'lies outside',
      '../outside.yaml',
      /outside its own folder/,
      'name the folder that holds all parts with --ref-root',
    ],
    [
      'is on a site that was not named',
      'https://other.example/x',
      /another web site/,
      expect.stringContaining('https://other.example'),
    ],
    [
      'is not on the web',
      'https://schemas.example/x.json',
      /could not be read: HTTP 404/,
      'check the address',
    ],
    ['is packed', 'models/packed.yaml', /packed \(gzip\)/, 'unpack it first, like: gunzip FILE'],
  ])('that %s is told where it is written', async (_, reference, reason, fix) => {
    const read = load({
      'api.yaml': schemas(`    A: { type: string }\n    B:\n      $ref: ${reference}\n`),
      'models/order.yaml': 'type: object\n',
      'models/packed.yaml': Buffer.from([0x1f, 0x8b, 8, 0]),
    });
    await expect(read).rejects.toMatchObject({
      message: expect.stringMatching(reason),
      place: { file: 'api.yaml', line: 7, column: 7 },
      fix,
    });
  });

  it('is told in the part itself where that is wrong', async () => {
    const read = load({ 'api.yaml': schemas('    A: { $ref: a.yaml }\n'), 'a.yaml': 'a: 1\nb: [\n' });
    await expect(read).rejects.toMatchObject({ place: { file: 'a.yaml', line: 3 } });
  });
});

describe('references as they are written', () => {
  it('takes backslashes for slashes, and percent-escapes for what they stand for', async () => {
    const raw = await load({
      'api.yaml': schemas(
        "    A: { $ref: '.\\models\\my%20order.yaml#/Order' }\n    B: { $ref: './models/my order.yaml' }\n",
      ),
      'models/my order.yaml': 'Order: { type: object }\n',
    });
    expect(refOf(raw, 'A')).toBe('#/x-forewarn-parts/models~1my order.yaml/Order');
    expect(valueAt(raw, String(refOf(raw, 'B')))).toEqual({ Order: { type: 'object' } });
  });

  it('finds schemas by the names that they give themselves', async () => {
    const raw = await load({
      'api.yaml': schemas(
        `    A: { $ref: 'https://names.example/order' }
    B: { $ref: '#total' }
    C: { $ref: 'https://names.example/order#/$defs/line' }
    D: { $ref: 'line.json' }
    Order:
      $id: https://names.example/order
      properties: { line: { $ref: '#/$defs/line' }, next: { $ref: '#/components/schemas/A' } }
      $defs: { line: { type: string } }
    Total: { $anchor: total, type: number }
    Line: { $id: line.json, type: string }
`,
      ),
    });
    expect(['A', 'B', 'C', 'D'].map((name) => refOf(raw, name))).toEqual([
      '#/components/schemas/Order',
      '#/components/schemas/Total',
      '#/components/schemas/Order/$defs/line',
      '#/components/schemas/Line',
    ]);
    const order = valueAt(raw, '#/components/schemas/Order/properties');
    expect(order).toEqual({
      line: { $ref: '#/components/schemas/Order/$defs/line' },
      next: { $ref: '#/components/schemas/A' },
    });
  });

  it('keeps a name that nobody has as one that leads nowhere', async () => {
    const raw = await load({
      'api.yaml': 'openapi: 3.1.0\npaths: { /a: { get: { responses: { 200: { $ref: "#nobody" } } } } }\n',
    });
    expect(() => openDocument(raw, sha256)).toThrow(/leads nowhere/);
  });

  it('reads files that refer to each other in a circle, and a whole path in another file', async () => {
    const raw = await load({
      'api.yaml': 'openapi: 3.1.0\npaths: { /a: { $ref: a.yaml } }\n',
      'a.yaml': 'get: { responses: { 200: { $ref: "b.yaml#/ok" } } }\n',
      'b.yaml': 'ok: { description: "", x-back: 1, headers: { X: { $ref: "a.yaml#/x" } } }\n',
    });
    expect(Object.keys(raw['x-forewarn-parts'] as JsonObject)).toEqual(['a.yaml', 'b.yaml']);
  });
});
