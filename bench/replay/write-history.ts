import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { JsonObject } from '../../src/core/json.ts';
import { type Random, randomOf } from '../scale/random.ts';

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2026-01-01T00:00:00Z');

/** What a history is made of. */
export interface HistorySize {
  versions: number;
  /** Resources of the API, each with two operations and a schema of its own. */
  resources: number;
  /** Parts that each version changes. */
  changes: number;
  seed: number;
  format: 'yaml' | 'json';
}

/** Writes a history into a folder, a file for each version; the same seed gives the same files. Returns their names. */
export function writeHistory(
  folder: string,
  { versions, resources, changes, seed, format }: HistorySize,
): string[] {
  const random = randomOf(seed);
  const fields = Array.from({ length: resources }, () =>
    Array.from({ length: 12 }, (_, at) => fieldOf(at, random)),
  );
  const names: string[] = [];
  for (let version = 0; version < versions; version++) {
    if (version > 0) for (let change = 0; change < changes; change++) changeOne(fields, version, random);
    const day = new Date(FIRST + version * DAY_MS).toISOString().slice(0, 10);
    const name = `${String(version).padStart(3, '0')}_${day}.${format}`;
    const document = documentOf(version, fields);
    const text = format === 'json' ? JSON.stringify(document, null, 1) : dump(document, { noRefs: true });
    writeFileSync(join(folder, name), text);
    names.push(name);
  }
  return names;
}

interface Field {
  name: string;
  schema: JsonObject;
  required: boolean;
}

function fieldOf(at: number, random: Random): Field {
  const kinds: JsonObject[] = [
    { type: 'string', maxLength: 10 + Math.floor(random() * 90) },
    { type: 'integer', minimum: 0 },
    { type: 'string', enum: ['open', 'closed', 'pending'] },
    { type: 'array', items: { type: 'string' } },
  ];
  const schema = { ...kinds[Math.floor(random() * kinds.length)], description: DESCRIPTION };
  return { name: `field_${at}`, schema, required: random() < 0.4 };
}

const DESCRIPTION =
  'What this member of the record says, in the words of those who keep the record, for those who read it elsewhere.';

/** A member that is new, gone, or another. */
function changeOne(fields: Field[][], version: number, random: Random): void {
  const members = fields[Math.floor(random() * fields.length)] as Field[];
  const at = Math.floor(random() * members.length);
  const kind = Math.floor(random() * 3);
  if (kind === 0) members.push({ ...fieldOf(0, random), name: `new_${version}_${members.length}` });
  else if (kind === 1 && members.length > 4) members.splice(at, 1);
  else members[at] = { ...(members[at] as Field), schema: fieldOf(at, random).schema };
}

function documentOf(version: number, fields: readonly Field[][]): JsonObject {
  const paths: JsonObject = {};
  const schemas: JsonObject = {};
  for (const [at, members] of fields.entries()) {
    const name = `Resource${at}`;
    const content = { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
    schemas[name] = {
      type: 'object',
      required: members.filter((one) => one.required).map((one) => one.name),
      properties: Object.fromEntries(members.map((one) => [one.name, one.schema])),
    };
    paths[`/resources-${at}/{id}`] = {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: `get${name}`,
        summary: `Look up resource ${at}`,
        responses: { 200: { description: 'The record', content } },
      },
      put: {
        operationId: `put${name}`,
        summary: `Write resource ${at}`,
        requestBody: { required: true, content },
        responses: { 200: { description: 'The record', content } },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Records API', version: `1.${version}` },
    paths,
    components: { schemas },
  };
}
