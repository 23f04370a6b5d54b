import type { Broker } from '../core/agreement/types.ts';
import type { Failure, Mismatch } from '../core/exchange/types.ts';
import type { JsonObject } from '../core/json.ts';
import type { Pact } from '../core/pact/types.ts';

/** A pact as a broker keeps it, and what the broker says of it. */
export interface BrokeredPact {
  pact: Pact;
  /** No version of the provider has verified it yet: it is held against the partner, and fails nothing. */
  pending: boolean;
  /** Why it is among those to verify, in the broker's words: short, one line each, no more than ten. */
  notices: string[];
  /** Version of the consumer that it is of, where the broker names one: letters, digits, `.`, `_`, `+`, `-`. */
  consumerVersion: string | null;
  /** Where results go, and where the latest one is read; null where the broker has no such link. */
  results: { publish: string; latest: string | null } | null;
  /** The broker's ids of the interactions, by their position in the pact; null where it gave none. */
  interactionIds: (string | null)[];
}

/** The pacts of a broker, or why they cannot be had. */
export type FetchedPacts = { ok: true; pacts: BrokeredPact[] } | { ok: false; failure: Failure };

/** What became of one pact in a look that judged all of it. */
export interface PactResult {
  brokered: BrokeredPact;
  /** What the results are about: the partner's document, or the day, in an environment. */
  version: string;
  interactions: { index: number; success: boolean; mismatches: Mismatch[] }[];
}

/** How many results a broker was told, and why no more. */
export interface PublishedResults {
  told: number;
  /** Results that it has already. */
  known: number;
  failure: Failure | null;
}

/** Reach of one visit to a broker. */
export interface BrokerReach {
  allowPrivate: boolean;
  /** For all of it, in ms. */
  timeoutMs: number;
}

/** A Pact Broker or PactFlow. Neither call rejects. */
export interface PactBroker {
  fetch(broker: Broker, reach: BrokerReach): Promise<FetchedPacts>;
  publish(broker: Broker, results: readonly PactResult[], reach: BrokerReach): Promise<PublishedResults>;
}

/** An answer that was JSON, or had no body. */
export type JsonAnswer =
  | { ok: true; status: number; body: JsonObject | null }
  | { ok: false; status: number | null; failure: Failure };

/** JSON over HTTP to one origin alone: guarded, with credentials, bounded in size and time. */
export interface JsonDoor {
  /** Never rejects. @param href absolute, or relative to the base; one of another origin is refused. */
  send(method: 'GET' | 'POST', href: string, body?: JsonObject): Promise<JsonAnswer>;
  close(): Promise<void>;
}

/** Opens the door to what is at `url`. */
export type OpenJsonDoor = (to: Pick<Broker, 'url' | 'auth'>, reach: BrokerReach) => JsonDoor;
