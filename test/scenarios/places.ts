import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../src/core/openapi/document/types.ts';
import { type Emulator, startEmulator } from '../../src/local/emulator/start-emulator.ts';
import type { Fault, OperationHeaders } from '../../src/local/emulator/types.ts';
import { type DocumentServer, type Serving, startDocumentServer } from './document-server.ts';
import { editDocument } from './edit-document.ts';
import type { PlaceChange, Scenario } from './scenario.ts';

/** The environments of a partner, the earlier first. */
export const ENVIRONMENTS = ['sandbox', 'production'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

/** The key that the partner knows us by. */
export const KEY = 'key-of-the-shop';

interface Place {
  emulator: Emulator;
  publishes: string;
  runs: string;
  also: string | null;
  headers: OperationHeaders;
  serving: Serving;
}

/** An API in its environments, emulated, and its documents. */
export interface Places {
  urls: Record<EnvironmentName, string>;
  documents: DocumentServer;
  /** A version as it is written, addresses routed to where it is emulated. */
  version(name: string): JsonObject;
  change(environment: EnvironmentName, change: PlaceChange): void;
  close(): Promise<void>;
}

/**
 * Emulates both environments of an API on loopback, as agreed.
 *
 * @param host its domain: the addresses of its environments in its documents are `api.` and `sandbox.` of it.
 */
export async function startPlaces(
  agreed: JsonObject,
  { versions }: Pick<Scenario, 'versions'>,
  { host, credentials, now }: { host: string; credentials: { token: string } | null; now: () => Date },
): Promise<Places> {
  const documents = await startDocumentServer();
  const started = new Map<EnvironmentName, Place>();
  const opened = new Map<string, ApiDocument>();
  const urls = {} as Record<EnvironmentName, string>;
  const version = (name: string): JsonObject => {
    const written = versions[name];
    if (name !== 'agreed' && !written) throw new Error(`there is no version ${name}`);
    const base = written ? versionOf(agreed, versions, name) : agreed;
    const text = JSON.stringify(base)
      .replaceAll(`https://api.${host}`, urls.production)
      .replaceAll(`https://sandbox.${host}`, urls.sandbox);
    return JSON.parse(text) as JsonObject;
  };
  const open = (name: string): ApiDocument => {
    const known = opened.get(name) ?? openDocument(version(name), sha256);
    opened.set(name, known);
    return known;
  };
  const show = (environment: EnvironmentName) => {
    const place = started.get(environment) as Place;
    place.emulator.setVersion(open(place.runs), place.headers);
    documents.serve(environment, version(place.publishes), place.serving);
  };
  for (const environment of ENVIRONMENTS) {
    // Which of two versions answers next; irregular, and the same each time.
    let calls = 0;
    const emulator = await startEmulator({
      document: openDocument(agreed, sha256),
      credentials,
      now,
      log: (_method, path) => {
        const place = started.get(environment);
        if (!place?.also || path === '/openapi.json') return;
        calls = (calls * 5 + 3) % 64;
        place.emulator.setVersion(open(calls >= 32 ? place.also : place.runs), place.headers);
      },
    });
    urls[environment] = emulator.url;
    const place = { emulator, publishes: 'agreed', runs: 'agreed', also: null, headers: {} };
    started.set(environment, { ...place, serving: 'there' });
  }
  for (const environment of ENVIRONMENTS) show(environment);
  return {
    urls,
    documents,
    version,
    change(environment, change) {
      const place = started.get(environment) as Place;
      const { fault, document, ...next } =
        typeof change === 'string' ? { publishes: change, runs: change } : change;
      const said = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
      Object.assign(place, said, document ? { serving: document } : {});
      if (fault !== undefined) place.emulator.fault(fault as Fault | null);
      show(environment);
    },
    close: async () => {
      await Promise.all([
        documents.close(),
        ...[...started.values()].map(({ emulator }) => emulator.close()),
      ]);
    },
  };
}

function versionOf(agreed: JsonObject, versions: Scenario['versions'], name: string): JsonObject {
  const written = versions[name];
  if (!written) return agreed;
  return editDocument(written.from ? versionOf(agreed, versions, written.from) : agreed, written.edits);
}
