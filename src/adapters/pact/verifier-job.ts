import type { VerifierResult } from './verifier-results.ts';

/** What the verifier's process is asked to do. Times in ms. */
export interface VerifierJob {
  providerUrl: string;
  statesUrl: string;
  /** Where the numbered copies of the pacts are served. */
  pactUrls: string[];
  /** For one request of the verifier: above the worst wait behind the proxy. */
  requestTimeoutMs: number;
}

/** What it sends back, once. `null`: the verifier gave no result. */
export interface VerifierReport {
  results: VerifierResult[] | null;
  /** True where it stopped because it needed more memory than it may have. */
  tooLarge?: true;
}
