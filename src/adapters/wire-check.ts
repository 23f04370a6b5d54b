import type { LookMemory } from '../app/look-memory.ts';
import type { KeptFits, Ports, QuotaStore } from '../app/ports.ts';
import type { CheckPorts } from '../app/run-check.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import { createPactBroker } from './broker/pact-broker.ts';
import { quotaClock } from './clock/quota-clock.ts';
import { sha256 } from './crypto/sha256.ts';
import { loadDocument } from './files/load-document.ts';
import { createDocumentSource } from './http/document-source.ts';
import { createFeedSource } from './http/feed-source.ts';
import { createJsonDoors } from './http/json-door.ts';
import type { NamedProxy } from './http/named-proxy.ts';
import { createPartnerOpener } from './http/partner-client.ts';
import { createQuota } from './http/quota.ts';
import { createMemoryQuotas } from './http/quota-in-memory.ts';
import { createStatusPageSource } from './http/status-page-source.ts';
import { createAjvValidators } from './judge/ajv-validators.ts';
import { keepFits } from './pact/keep-fits.ts';
import { createLiveSource } from './pact/live-source.ts';
import { loadComparison } from './pact/load-comparison.ts';
import { createMessageSource } from './pact/message-source.ts';
import { startVerifier } from './pact/verifier-child.ts';
import { createMakerOpener } from './pact/walk-maker.ts';

/** What differs from one entry to another. Everything else of a check is the same everywhere. */
export interface CheckSurroundings
  extends Pick<
    Ports,
    | 'ledger'
    | 'projections'
    | 'snapshots'
    | 'runs'
    | 'evidence'
    | 'contacts'
    | 'calendar'
    | 'monotonic'
    | 'secrets'
    | 'log'
    | 'toolVersion'
    | 'journeys'
    | 'pageSightings'
  > {
  /** Folder that relative paths start from. */
  cwd: string;
  /** Where what pacts and documents gave is kept over processes; without it, it is computed once in each. */
  keptFits?: KeptFits;
  /** Where the calls to partners are counted; left out: by this process alone, for partners that it emulates. */
  quotas?: QuotaStore;
  /** What looks leave to later ones; left out: to those of this process alone, for partners that it emulates. */
  memory?: LookMemory;
  /** What calls to partners go through, where somebody named it on purpose. */
  proxy?: NamedProxy | null;
}

/** Builds the effects of a check: everything but sending. */
export function wireCheck({
  cwd,
  keptFits,
  quotas,
  memory,
  proxy = null,
  ...ports
}: CheckSurroundings): CheckPorts {
  const { secrets, monotonic, log } = ports;
  const now = quotaClock(ports.calendar);
  const quota = createQuota({ store: quotas ?? createMemoryQuotas(now), monotonic, now });
  const openPartner = createPartnerOpener({ secrets, monotonic, log, proxy, quota });
  const computed = loadComparison();
  const pacts = keptFits ? keepFits(computed, keptFits, sha256) : computed;
  const startChild = () => {
    const child = startVerifier();
    pacts.prepare();
    return child;
  };
  return {
    ...ports,
    sha256,
    documents: createDocumentSource({
      parse: (text, name, { externalRefs, fetchText }) => {
        const read = name.startsWith('/')
          ? noUrl
          : (url: string) => (url === name ? Promise.resolve(text) : fetchText(url));
        return loadDocument(name, { cwd, externalRefs, fetchText: read });
      },
      open: (raw) => openDocument(raw, sha256),
      proxy,
      quota,
    }),
    feeds: createFeedSource({ monotonic, proxy, quota }),
    statusPages: createStatusPageSource({ proxy }),
    openPartner,
    openMaker: createMakerOpener({ monotonic, log, ...(memory ? { memory } : {}) }),
    live: createLiveSource({ openPartner, monotonic, log, ...(memory ? { memory } : {}), startChild }),
    messages: createMessageSource({ monotonic, log, startChild }),
    validators: createAjvValidators,
    pacts,
    broker: createPactBroker({
      open: createJsonDoors({ secrets, monotonic, proxy }),
      toolVersion: ports.toolVersion,
    }),
  };
}

/** A document in a file refers to files beside it, never to the network. */
function noUrl(url: string): Promise<string> {
  return Promise.reject(new Error(`not read: ${url}`));
}
