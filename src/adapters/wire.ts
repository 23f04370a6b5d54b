import type { Ports } from '../app/ports.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import { sha256 } from './crypto/sha256.ts';
import { loadDocument } from './files/load-document.ts';
import { createDocumentSource } from './http/document-source.ts';
import { createPartnerOpener } from './http/partner-client.ts';
import { createPost } from './http/post.ts';
import { createAjvValidators } from './judge/ajv-validators.ts';
import { createMailer } from './notify/mailer.ts';
import { createPactComparison } from './pact/compare-pact.ts';
import { createLiveSource } from './pact/live-source.ts';

/** What differs from one entry to another. Everything else is the same everywhere. */
export interface Surroundings
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
  /** Folder of the local mailbox. */
  mailbox: string;
  /** Loopback and private addresses may be called. */
  allowPrivate: boolean;
  /** Where a contact's URL really leads; by default where it says. */
  route?: (url: string) => string;
}

/** Builds the record of all effects: the only place where adapters meet. */
export function wire(around: Surroundings): Ports {
  const { cwd, mailbox, allowPrivate, route, ...ports } = around;
  const { secrets, monotonic, log } = ports;
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
    live: createLiveSource({ openPartner: createPartnerOpener({ secrets, monotonic }), monotonic, log }),
    validators: createAjvValidators,
    pacts: createPactComparison(),
    mailer: createMailer({
      mailbox,
      secrets,
      post: createPost({ allowPrivate, ...(route ? { route } : {}) }),
      now: () => new Date(),
    }),
  };
}

/** A document in a file refers to files beside it, never to the network. */
function noUrl(url: string): Promise<string> {
  return Promise.reject(new Error(`not read: ${url}`));
}
