import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { parseDocument } from '../../../src/adapters/files/parse-document.ts';
import { diffReport } from '../../../src/app/diff.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { createProver } from '../../../src/core/openapi/witness/prove.ts';
import { renderHuman } from '../../../src/core/report/human.ts';
import { rowsOf } from '../../../src/core/report/rows.ts';
import type { Report } from '../../../src/core/report/types.ts';

const KEPT = { unknown: 'kept' } as const;
const ROOT = join(import.meta.dirname, '../../golden/diff');

function compared(before: JsonObject, after: JsonObject, infoOnce: boolean): Report {
  const [baseline, observed] = [openDocument(before, sha256, KEPT), openDocument(after, sha256, KEPT)];
  const prove = createProver(baseline, observed);
  return diffReport({ baseline, observed, failOn: 'level:breaking', sha256, prove, infoOnce }).report;
}

function bothWays(before: JsonObject, after: JsonObject): [Report, Report] {
  return [compared(before, after, true), compared(before, after, false)];
}

function seen(report: Report): string {
  return renderHuman(report, { colour: false });
}

/** An API of so many operations that answer and take one schema, at the top and inside another. */
function shared(count: number, schema: JsonObject): JsonObject {
  const reference = { $ref: '#/components/schemas/Shared' };
  const body = { content: { 'application/json': { schema: reference } } };
  const answer = { 'application/json': { schema: { type: 'object', properties: { inside: reference } } } };
  const paths = Array.from({ length: count }, (_, index) => [
    `/things${index}`,
    {
      post: {
        requestBody: body,
        responses: { 200: { description: '', content: answer }, 201: { description: '', ...body } },
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Shared', version: '1' },
    paths: Object.fromEntries(paths) as JsonObject,
    components: { schemas: { Shared: schema } },
  };
}

describe('what is for information, told at one place', () => {
  it.each(readdirSync(ROOT).sort())('%s reads as if it were told at all', (folder) => {
    const read = (name: string) => {
      const file = join(ROOT, folder, `${name}.yaml`);
      return parseDocument(readFileSync(file, 'utf8'), file);
    };
    const [once, everywhere] = bothWays(read('baseline'), read('observed'));
    expect(seen(once)).toBe(seen(everywhere));
  });

  it('is told everywhere where nothing can be said of some places', () => {
    const broken = (schema: JsonObject): JsonObject => {
      const { paths, ...rest } = shared(4, schema) as { paths: Record<string, { post: JsonObject }> };
      const gone = { $ref: '#/components/responses/Gone' };
      const { '/things0': first, ...others } = paths;
      const responses = { ...(first?.post.responses as JsonObject), default: gone, 201: gone };
      return { ...rest, paths: { '/things0': { post: { ...first?.post, responses } }, ...others } };
    };
    const properties = { id: { type: 'string' } };
    const [once, everywhere] = bothWays(
      broken({ type: 'object', properties }),
      broken({ type: 'object', properties: { ...properties, note: { type: 'string' } } }),
    );
    expect(seen(once)).toBe(seen(everywhere));
    expect(once.findings).toHaveLength(everywhere.findings.length);
  });

  it.each([3, 15, 60])(
    'is counted as often as told at %i operations, and held for fewer of them',
    (count) => {
      const properties = { id: { type: 'string' }, kind: { enum: ['a', 'b'] } };
      const [once, everywhere] = bothWays(
        shared(count, { type: 'object', required: ['id'], properties }),
        shared(count, {
          type: 'object',
          properties: { ...properties, kind: { enum: ['a', 'b', 'c'] }, note: { type: 'string' } },
        }),
      );
      expect(seen(once)).toBe(seen(everywhere));
      const infos = ({ findings }: Report) => findings.filter(({ severity }) => severity === 'info');
      expect(rowsOf(infos(once))).toHaveLength(rowsOf(infos(everywhere)).length);
      expect(infos(once).length).toBeLessThan(infos(everywhere).length);
      const others = ({ findings }: Report) => findings.filter(({ severity }) => severity !== 'info');
      expect(others(once).map(({ subject, alsoAt }) => [subject, alsoAt])).toEqual(
        others(everywhere).map(({ subject, alsoAt }) => [subject, alsoAt]),
      );
    },
  );
});
