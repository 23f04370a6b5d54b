import type { HeardSignal } from '../src/app/hear-signal.ts';
import type { PeopleSources, ToldPartner } from '../src/app/people-sources.ts';
import type { RenderedNotice } from '../src/core/report/notice/notice-layout.ts';

/** A partner as the page shows it. */
export type PartnerView = ToldPartner;

/** Some of the partners. */
export interface SomePartners {
  views: readonly PartnerView[];
  /** The name after which there are more; null: there are none. */
  next: string | null;
}

/** Where the page and the API have their facts from, and what they can do. */
export interface PageSources extends PeopleSources {
  /** Partners in the order to show them, from the one after this name. */
  partners(after: string | null): Promise<SomePartners>;
  /** One partner; null where there is none of that name. */
  partner(name: string): Promise<PartnerView | null>;
  /** A notice of a partner as it was or will be sent; null where there is none of that id. */
  notice(view: PartnerView, noticeId: string): RenderedNotice | null;
  /**
   * Takes what people tell of a journey; null where there is none of that id.
   *
   * @param by the person, as they proved.
   */
  hear?(
    journey: string,
    text: string,
    by: string,
  ): Promise<Pick<HeardSignal, 'journey' | 'hour' | 'count'> | null>;
  /** Is told of a request that could not be answered. */
  fault?(error: unknown): void;
}

/** What the forms of the page carry. `person`: who acts, where that is known without asking. */
export interface ReleaseForm {
  token: string;
  person: string | null;
}
