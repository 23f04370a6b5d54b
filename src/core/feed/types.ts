/** One entry of a feed, or one section of a changelog page, as plain text. */
export interface FeedEntry {
  /** ISO day in UTC on which it was written; null: it does not say. */
  day: string | null;
  /** Its title and its paragraphs, list items and cells; code stands between backticks. */
  blocks: string[];
}

/** What the partner's feed said, or why it could not be read. */
export type FeedText = { ok: true; entries: FeedEntry[] } | { ok: false; detail: string };

/** A change that a sentence states beyond doubt: one operation, one day, and that it ends or is deprecated then. */
export interface StatedChange {
  /** `METHOD /path` as the agreed document writes it. */
  what: string;
  change: 'removed' | 'deprecated';
  /** ISO day. */
  on: string;
}

/** A passage that names something of the contract. No text of the partner is in it but names that the contract has. */
export interface Passage {
  /** 32 hex digits of a hash of what it says of the contract. */
  id: string;
  /** ISO day of its entry, or null. */
  day: string | null;
  /** What it names, as the agreed document writes it; at most 5. */
  names: string[];
  /** True if we use something of it. */
  used: boolean;
  /** The last day that it speaks of, or null. */
  until: string | null;
  stated: StatedChange[];
}

/** What one look read of one feed. */
export interface FeedSight {
  /** 16 hex digits of a hash of its address. */
  feed: string;
  passages: Passage[];
}

/** What the ledger keeps of a passage that was new. */
export interface HeardPassage extends Passage {
  feed: string;
  /** ISO day on which it was first read. */
  at: string;
}

/** What the ledger knows of a partner's feeds. */
export interface KeptFeeds {
  /** By feed: passages that were there when it was first read, and count as read. */
  first: Record<string, string[]>;
  /** By passage: what was new since. */
  heard: Record<string, HeardPassage>;
  /** Passages of `heard` that a person has read. */
  read: string[];
}

/** New passages of a feed; `known`: those that count as read, given once, when the feed is first read. */
export type HeardStep =
  | { type: 'heard'; feed: string; known?: string[]; passages: Passage[] }
  | { type: 'heard-read'; passages: string[] };
