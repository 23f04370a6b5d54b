import type { Json } from '../json.ts';

/** One message that the partner sent us, as it was recorded: a webhook's call, in memory only. */
export interface Delivery {
  /** ISO instant at which it came. */
  at: string;
  /** The message of a pact, or the webhook, that it is; null where nobody wrote it down. */
  message: string | null;
  /** The environment that sent it; null: any. */
  environment: string | null;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Parsed where it is JSON; undefined without one. */
  body?: Json;
}
