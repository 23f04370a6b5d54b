import type { HistoryRecord } from '../src/app/history.ts';
import type { Agreement, Journey } from '../src/core/agreement/types.ts';
import type { PartnerState } from '../src/core/ledger/types.ts';
import type { RenderedNotice } from '../src/core/report/notice-layout.ts';

/** A partner as the page shows it. */
export interface PartnerView {
  agreement: Agreement;
  state: PartnerState;
  journeys: readonly Journey[];
}

/** Where the page has its facts from, and the one thing that it can do. */
export interface PageSources {
  /** All partners, in the order to show them. */
  state(): Promise<PartnerView[]>;
  /** The ledger of a partner, oldest first. */
  history(partner: string): AsyncIterable<HistoryRecord> | Promise<readonly HistoryRecord[]>;
  /** A notice as it was or will be sent; null where there is none of that id. */
  notice(partner: string, noticeId: string): Promise<RenderedNotice | null>;
  /**
   * Lets the held notices of a change leave.
   *
   * @param by the person, as they named themselves.
   */
  release(partner: string, ref: string, by: string): Promise<unknown>;
  /** `127.0.0.1:4280`: the host and port that the page is served at. */
  host: string;
}
