import type { FailOn } from '../agreement/types.ts';
import type { SourceMap } from '../openapi/source/source-map.ts';

/** In which a report can be printed. */
export const REPORT_FORMATS = ['human', 'json', 'markdown', 'junit', 'sarif', 'github', 'html'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a report is printed with, besides what it says. */
export interface Surroundings {
  /** True on a terminal that wants it; of `human` only. */
  colour: boolean;
  /** Columns to wrap at; of `human` only. Without it, lines are as long as they are. */
  width?: number;
  /** What makes it fail: decides which rows are failures in `junit`. */
  failOn: FailOn;
  /** Where the two documents are written; null where one has no lines to name. */
  sources?: { baseline: SourceMap | null; observed: SourceMap | null };
  /** `human`: each row with its witness and how it is known. */
  explain?: boolean;
  /** ISO instant at which it is printed: `junit` wants one where no check has its own. */
  at: string;
  /** What was compared, in a few words: `acme-pay.yaml, next.yaml`. Names of files of ours or of a partner. */
  title: string;
}
