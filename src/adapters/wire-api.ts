import { agreedDocument } from '../app/agreed-document.ts';
import { evidenceAtHand } from '../app/evidence-at-hand.ts';
import type { Metrics } from '../app/metrics.ts';
import type { PeoplePorts } from '../app/people-sources.ts';
import type { Log } from '../app/ports.ts';
import { type Environment, readEnvironment } from './env.ts';
import type { EvidenceWire } from './wire-evidence.ts';
import { type LedgerWire, wireLedger } from './wire-ledger.ts';

/** What the API and the page take. */
export type ApiWire = LedgerWire &
  Required<Pick<PeoplePorts, 'evidence' | 'agreed'>> & {
    /** Whom they answer. */
    people: Environment<'FOREWARN_PEOPLE'>['FOREWARN_PEOPLE'];
  };

/** Builds what `api` needs. @throws ForewarnError `config` where the environment is not complete. */
export function wireApi(env: NodeJS.ProcessEnv, { log, metrics }: { log: Log; metrics: Metrics }): ApiWire {
  const read = readEnvironment(env, ['FOREWARN_PEOPLE', 'FOREWARN_BUCKET']);
  const ledger = wireLedger(env, metrics);
  // Few requests look at evidence: a start does not wait for what reads documents.
  let opened: Promise<EvidenceWire> | undefined;
  const bucket = () => {
    opened ??= import('./wire-evidence.ts').then(({ wireEvidence }) =>
      wireEvidence(read.FOREWARN_BUCKET, metrics),
    );
    return opened;
  };
  const evidence = { get: async (...of: [string, string]) => (await bucket()).evidence.get(...of) };
  return {
    ...ledger,
    people: read.FOREWARN_PEOPLE,
    evidence: evidenceAtHand(evidence, log),
    agreed: async (partner) => agreedDocument({ ...ledger, ...(await bucket()), log }, partner),
  };
}
