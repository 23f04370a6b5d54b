import type { KeptFits, Ports } from '../app/ports.ts';
import type { CheckPorts } from '../app/run-check.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import { sha256 } from './crypto/sha256.ts';
import { loadDocument } from './files/load-document.ts';
import { createDocumentSource } from './http/document-source.ts';
import { createPartnerOpener } from './http/partner-client.ts';
import { createAjvValidators } from './judge/ajv-validators.ts';
import { keepFits } from './pact/keep-fits.ts';
import { createLiveSource } from './pact/live-source.ts';
import { loadComparison } from './pact/load-comparison.ts';
import { startVerifier } from './pact/verifier-child.ts';

/** What differs from one entry to another. Everything else of a check is the same everywhere. */
export interface CheckSurroundings
  extends Pick<
    Ports,
    | 'ledger'
    | 'projections'
    | 'runs'
    | 'evidence'
    | 'calendar'
    | 'monotonic'
    | 'secrets'
    | 'log'
    | 'toolVersion'
  > {
  /** Folder that relative paths start from. */
  cwd: string;
  /** Where what pacts and documents gave is kept over processes; without it, it is computed once in each. */
  keptFits?: KeptFits;
}

/** Builds the effects of a check: everything but sending. */
export function wireCheck({ cwd, keptFits, ...ports }: CheckSurroundings): CheckPorts {
  const { secrets, monotonic, log } = ports;
  const computed = loadComparison();
  const pacts = keptFits ? keepFits(computed, keptFits, sha256) : computed;
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
    }),
    live: createLiveSource({
      openPartner: createPartnerOpener({ secrets, monotonic }),
      monotonic,
      log,
      startChild: () => {
        const child = startVerifier();
        pacts.prepare();
        return child;
      },
    }),
    validators: createAjvValidators,
    pacts,
  };
}

/** A document in a file refers to files beside it, never to the network. */
function noUrl(url: string): Promise<string> {
  return Promise.reject(new Error(`not read: ${url}`));
}
