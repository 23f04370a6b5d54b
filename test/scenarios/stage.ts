import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { createSimulatedCalendar, type SimulatedCalendar } from '../../src/adapters/clock/calendar.ts';
import { realMonotonic } from '../../src/adapters/clock/real-monotonic.ts';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { type PreparedPartner, preparePartner } from '../../src/adapters/files/prepare-partner.ts';
import { silentLog } from '../../src/adapters/log/line-log.ts';
import { createLiveSource } from '../../src/adapters/pact/live-source.ts';
import { startVerifier } from '../../src/adapters/pact/verifier-child.ts';
import { wire } from '../../src/adapters/wire.ts';
import type { KeptFits, Ports } from '../../src/app/ports.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { PactFit } from '../../src/core/pact/fit.ts';
import { createMemoryStores } from '../../src/local/memory-store.ts';
import { createPipeline, type Pipeline } from '../../src/local/pipeline.ts';
import { startReplayer } from '../fault-lab/replayer.ts';
import { KEY, type Places, startPlaces } from './places.ts';
import type { Scenario } from './scenario.ts';

const world = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`world/${name}`, import.meta.url)), 'utf8');
const TIDE = load(world('tide.yaml')) as JsonObject;
const SHOP = load(world('shop.yaml')) as JsonObject;
export const PARTNER = 'tide';

const kept = new Map<string, PactFit[]>();
const keptFits: KeptFits = {
  read: async (digest) => kept.get(digest) ?? null,
  write: async (digest, fits) => void kept.set(digest, [...fits]),
};

/** Where a scenario is played: an emulated API, the files of an agreement, and the program over both. */
export interface ScenarioStage {
  calendar: SimulatedCalendar;
  ports: Ports;
  /** The API that changes: the partner's, or our own. */
  places: Places;
  /** The partner as the files say now. */
  prepared(): PreparedPartner;
  pipeline(): Pipeline;
  /** Writes files again and has them read. */
  rewrite(change: { agreement?: JsonObject; ours?: string; sent?: JsonObject[] }): Promise<void>;
  close(): Promise<void>;
}

/**
 * Sets the stage: real files, loopback servers and the wiring of `forewarn start`, with a calendar that is moved and
 * stores in memory. Pacts are replayed in this process unless `verifier`.
 */
export async function setScenarioStage(scenario: Scenario, verifier = false): Promise<ScenarioStage> {
  const calendar = createSimulatedCalendar('2026-11-02T06:00:00.000Z');
  const isOurs = scenario.direction === 'ours';
  const places = await startPlaces(isOurs ? SHOP : TIDE, scenario, {
    host: isOurs ? 'shop.example' : 'tide.example',
    credentials: isOurs ? null : { token: KEY },
    now: () => calendar.now(),
  });
  const cwd = mkdtempSync(join(tmpdir(), 'scenario-'));
  const folder = join(cwd, 'contracts', PARTNER);
  const sentTo = join(folder, isOurs ? 'sent' : 'deliveries');
  for (const path of [join(folder, 'pacts'), sentTo, join(cwd, 'openapi')])
    mkdirSync(path, { recursive: true });
  const openapi = (name: string, document: JsonObject) =>
    writeFileSync(join(cwd, 'openapi', `${name}.json`), JSON.stringify(document));
  openapi(PARTNER, isOurs ? TIDE : places.version('agreed'));
  openapi('shop', isOurs ? places.version('agreed') : SHOP);
  if (isOurs) openapi('shop.agreed', places.version('agreed'));
  for (const name of pactsOf(scenario)) writeFileSync(join(folder, 'pacts', name), world(name));
  const written: JsonObject = {
    ...(isOurs ? ourSide(scenario, places) : theirSide(scenario, places)),
    ...(scenario.agreement as JsonObject),
  };
  let prepared: PreparedPartner;
  const read = async () => {
    writeFileSync(join(folder, 'agreement.yaml'), JSON.stringify(written));
    const { agreements } = loadAgreements({ cwd, sha256 });
    const [agreement] = agreements;
    if (!agreement) throw new Error('no agreement was read');
    prepared = await preparePartner(agreement, cwd, sha256);
  };
  await read();
  const wired = wire({
    ...createMemoryStores(),
    calendar,
    monotonic: realMonotonic,
    secrets: { read: async (name) => (name === 'tide/key' ? KEY : null) },
    log: silentLog,
    toolVersion: '0.0.0-test',
    cwd,
    mailbox: join(cwd, 'mailbox'),
    allowPrivate: true,
    keptFits,
  });
  const { openPartner } = wired;
  if (!openPartner) throw new Error('calls are not wired');
  const startChild = verifier ? startVerifier : startReplayer;
  const ports: Ports = {
    ...wired,
    live: createLiveSource({ openPartner, monotonic: realMonotonic, log: silentLog, startChild }),
  };
  let deliveries = 0;
  return {
    calendar,
    ports,
    places,
    prepared: () => prepared,
    pipeline: () =>
      createPipeline({
        ports,
        partners: [prepared],
        journeys: [],
        by: { kind: 'schedule', id: 'scenario' },
        allowPrivate: true,
        emulated: () => true,
      }),
    async rewrite({ agreement, ours, sent }) {
      Object.assign(written, agreement ?? {});
      if (ours !== undefined) openapi('shop', places.version(ours));
      for (const one of sent ?? []) writeFileSync(join(sentTo, `${++deliveries}.json`), JSON.stringify(one));
      if (agreement || ours !== undefined || sent) await read();
    },
    async close() {
      await places.close();
      rmSync(cwd, { recursive: true });
    },
  };
}

function pactsOf({ direction, use, messages }: Scenario): string[] {
  if (direction === 'ours') return ['tide--shop.json', ...(messages ? ['tide-events--shop.json'] : [])];
  if (use !== 'pact') return [];
  return direction === 'sent to us' ? ['shop--tide.json', 'shop-events--tide.json'] : ['shop--tide.json'];
}

const COMMON: JsonObject = {
  partner: PARTNER,
  name: 'Tide Freight',
  we: 'shop',
  limits: { 'requests-per-second': 1000, concurrent: 1 },
  contacts: {
    ours: [{ email: 'freight@shop.example' }, { email: 'lead@shop.example' }],
    theirs: [{ email: 'api@tide.example' }],
  },
};

function theirSide({ use }: Scenario, { urls, documents }: Places): JsonObject {
  const auth = { header: { name: 'X-Tide-Key', secret: 'tide/key' } };
  const environment = (name: 'sandbox' | 'production'): JsonObject => ({
    url: urls[name],
    published: documents.urlOf(name),
    auth,
    mode: 'full',
  });
  return {
    ...COMMON,
    openapi: { baseline: '../../openapi/tide.json' },
    ...(use === 'uses' ? { uses: USES } : {}),
    environments: {
      sandbox: { ...environment('sandbox'), 'ahead-of': 'production' },
      production: environment('production'),
    },
  };
}

const USES: JsonObject[] = [
  { operation: 'getBooking', with: { id: 'b_1' }, fields: ['id', 'status', 'weight'] },
  { operation: 'listRates', with: { from: 'NL' } },
];

function ourSide({ agreed }: Scenario, { urls }: Places): JsonObject {
  return {
    ...COMMON,
    openapi: { baseline: '../../openapi/tide.json' },
    uses: ['getBooking'],
    ours: {
      openapi: '../../openapi/shop.json',
      ...(agreed ? { agreed: '../../openapi/shop.agreed.json' } : {}),
      environments: {
        sandbox: { url: urls.sandbox, 'ahead-of': 'production' },
        production: { url: urls.production },
      },
    },
  };
}
