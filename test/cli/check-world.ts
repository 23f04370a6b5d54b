import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { type Emulator, startEmulator } from '../../src/local/emulator/start-emulator.ts';
import { type CliResult, runCli, temporaryFolder } from './run-cli.ts';

/** A partner's document: parcels to list and to look up. `weight`: what the answers call it. */
export function parcelDocument(weight: 'weight' | 'grams' = 'weight'): JsonObject {
  const parcel = { $ref: '#/components/schemas/Parcel' };
  const answered = (schema: JsonObject, example: JsonObject | JsonObject[]): JsonObject => ({
    200: { description: 'Found.', content: { 'application/json': { schema, example } } },
  });
  const sample = { id: 'P-1', status: 'moving', [weight]: 900 };
  return {
    openapi: '3.1.0',
    info: { title: 'Parcel Post API', version: weight === 'weight' ? '1.4.0' : '2.0.0' },
    paths: {
      '/parcels': {
        get: {
          operationId: 'listParcels',
          summary: 'List parcels',
          responses: answered({ type: 'array', items: parcel }, [sample]),
        },
      },
      '/depots': {
        get: {
          operationId: 'listDepots',
          summary: 'List depots',
          responses: answered({ type: 'array', items: { type: 'object' } }, []),
        },
      },
    },
    components: {
      schemas: {
        Parcel: {
          type: 'object',
          required: ['id', 'status', weight],
          properties: {
            id: { type: 'string' },
            status: { type: 'string', enum: ['accepted', 'moving', 'delivered'] },
            [weight]: { type: 'integer', minimum: 1 },
          },
        },
      },
    },
  };
}

export const open = (raw: JsonObject) => openDocument(raw, sha256);
export const AGREED = open(parcelDocument());
export const NEXT = open(parcelDocument('grams'));

/** A partner that is emulated in this process, and a folder with an agreement with it. */
export interface CheckWorld {
  cwd: string;
  emulator: Emulator;
  /** `GET /parcels` that were answered so far. */
  looks(): number;
  /** Called after each of them. */
  afterLook(then: (look: number) => void): void;
  check(...argv: string[]): Promise<CliResult>;
}

/** Builds it; `more` are further lines of the agreement, which else uses listParcels at one environment. */
export async function openCheckWorld(more: string | ((url: string) => string) = ''): Promise<CheckWorld> {
  let looks = 0;
  let then: (look: number) => void = () => {};
  const emulator = await startEmulator({
    document: AGREED,
    credentials: null,
    log: (_method, path) => {
      if (path === '/parcels') then(++looks);
    },
  });
  onTestFinished(() => emulator.close());
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'contracts', 'parcel-post'), { recursive: true });
  mkdirSync(join(cwd, 'openapi'));
  writeFileSync(join(cwd, 'openapi', 'parcel-post.json'), JSON.stringify(parcelDocument()));
  const { url } = emulator;
  const lines = typeof more === 'string' ? more : more(url);
  const uses = /^uses:/m.test(lines) ? '' : 'uses: [listParcels]\n';
  const environments = /^environments:/m.test(lines) ? '' : `environments: { sandbox: ${url} }\n`;
  writeFileSync(
    join(cwd, 'contracts', 'parcel-post', 'agreement.yaml'),
    `partner: parcel-post
openapi: ${url}/openapi.json
limits: { requests-per-second: 50 }
${uses}${environments}${lines}`,
  );
  return {
    cwd,
    emulator,
    looks: () => looks,
    afterLook: (next) => {
      then = next;
    },
    check: (...argv) => runCli(['check', '--allow-private', ...argv], { cwd }),
  };
}
