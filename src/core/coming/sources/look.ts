import type { AssessInput } from '../../drift/assess/types.ts';
import type { Finding, SourceName } from '../../drift/finding.ts';
import type { ComingSource, Estimate } from '../types.ts';

/** What one look gives to tell what is coming from. */
export interface ComingLook {
  input: AssessInput;
  findings: readonly Finding[];
  /** True for a drift that this look could judge by a source. */
  judged: (driftKey: string, source: SourceName) => boolean;
}

/** A source, the subject that it is about, and how long such a thing took before. */
export interface Told {
  subject: string;
  source: ComingSource;
  estimate?: Estimate | null;
}
