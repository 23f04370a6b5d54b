import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const open = (more: JsonObject) =>
  openDocument({ info: { title: 'T', version: '1' }, openapi: '3.1.0', ...more }, () => '');

describe('paths', () => {
  it.each<[string, JsonObject]>([
    ['a list', { paths: [] }],
    ['a text', { paths: 'none' }],
    ['left out of 3.0', { openapi: '3.0.3' }],
    ['left out with nothing beside them', {}],
  ])('that are %s make no document: operations are not taken for gone', (_, more) => {
    expect(() => open(more)).toThrow(/paths/);
  });

  it.each<[string, JsonObject]>([
    ['empty', { paths: {} }],
    ['written and left empty', { paths: null }],
    ['left out of 3.1 beside components', { components: {} }],
    ['left out of 3.1 beside webhooks', { webhooks: {} }],
  ])('may be %s', (_, more) => {
    expect(open(more).operations).toEqual([]);
  });
});
