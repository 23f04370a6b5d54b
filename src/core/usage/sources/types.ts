import type { Json } from '../../json.ts';
import type { UsageGrade } from '../types.ts';

/** One call of a recording, as it is written there. It holds values: nothing but names leaves `recordedUsage`. */
export interface RecordedCall {
  file: string;
  method: string;
  /** URL, or a path where the recording names no host. */
  url: string;
  /** Names in lower case. */
  requestHeaders: Record<string, string>;
  /** Absent: none, or none that can be read. */
  requestBody?: Json;
  /** Null where the recording has no answer. */
  status: number | null;
  responseHeaders: Record<string, string>;
  responseBody?: Json;
}

/** Where something is known from. */
export interface KnownFrom {
  file: string;
  /** From 1; absent for recordings, whose calls are counted. */
  line?: number;
  calls?: number;
}

/** One operation that is used, as far as sources tell. Names of the baseline only, no values. */
export interface SourcedUse {
  /** Of the operation in the baseline. */
  key: string;
  grade: Extract<UsageGrade, 'recorded' | 'mentioned'>;
  /** Locations in answers that were met, such as `/data/*` + `/id`: the innermost ones. */
  answers: string[];
  /** Locations in request bodies. */
  requests: string[];
  /** Names of query parameters. */
  query: string[];
  /** Names of headers that were sent, in lower case; those of the document and of HTTP. */
  headers: string[];
  /** Names of the document's security schemes that the calls prove themselves by. */
  auth: string[];
  from: KnownFrom[];
}

/** What sources tell, and how much of them was left out. */
export interface SourcedUsage {
  uses: SourcedUse[];
  left: {
    /** Calls to hosts that are not the partner's. */
    otherHosts: number;
    /** Calls that fit no operation of the baseline. */
    unplaced: number;
    /** Names that the baseline does not have: they may be data. */
    undocumented: number;
  };
}
