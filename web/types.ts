import type { HistoryRecord } from '../src/app/history.ts';
import type { Released } from '../src/app/release-change.ts';
import type { Agreement, Journey } from '../src/core/agreement/types.ts';
import type { PartnerState } from '../src/core/ledger/types.ts';
import type { RenderedNotice } from '../src/core/report/notice/notice-layout.ts';

/** A partner as the page shows it. */
export interface PartnerView {
  agreement: Agreement;
  state: PartnerState;
  journeys: readonly Journey[];
}

/** Some of the partners. */
export interface SomePartners {
  views: readonly PartnerView[];
  /** The name after which there are more; null: there are none. */
  next: string | null;
}

/** Where the page and the API have their facts from, and the one thing that they can do. */
export interface PageSources {
  /** Partners in the order to show them, from the one after this name. */
  partners(after: string | null): Promise<SomePartners>;
  /** One partner; null where there is none of that name. */
  partner(name: string): Promise<PartnerView | null>;
  /** The ledger of a partner, oldest first, from the entry after `after`. */
  history(partner: string, after: number): AsyncIterable<HistoryRecord>;
  /** A notice of a partner as it was or will be sent; null where there is none of that id. */
  notice(view: PartnerView, noticeId: string): RenderedNotice | null;
  /**
   * Lets the held notices of a change leave.
   *
   * @param by the person, as they proved or named themselves.
   */
  release(
    view: PartnerView,
    ref: string,
    by: string,
  ): Promise<Pick<Released, 'outcome' | 'change' | 'notices'>>;
  /** Is told of a request that could not be answered. */
  fault?(error: unknown): void;
}

/** What the form of a release carries. `person`: who releases, where that is known without asking. */
export interface ReleaseForm {
  token: string;
  person: string | null;
}
