import { ForewarnError } from '../core/errors.ts';
import type { EvidenceStore, Log } from './ports.ts';

/**
 * Evidence as far as it can be had: what cannot be read counts as not there and is told in the log, and no page is lost
 * with it. To a role that may not list the bucket, S3 refuses also what was erased.
 */
export function evidenceAtHand(evidence: Pick<EvidenceStore, 'get'>, log: Log): Pick<EvidenceStore, 'get'> {
  return {
    async get(partner, sha256) {
      try {
        return await evidence.get(partner, sha256);
      } catch (error) {
        if (!(error instanceof ForewarnError)) throw error;
        log.warn('evidence cannot be read', { partner, sha256, error: error.message });
        return null;
      }
    },
  };
}
