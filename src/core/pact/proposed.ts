import type { OperationName } from '../drift/difference.ts';
import type { Json } from '../json.ts';

/** What a proposed pact asks of a value. */
export type Expected =
  /** The type of this example. */
  | { kind: 'type'; example: Json }
  /** A whole number. */
  | { kind: 'integer'; example: number }
  /** These members, whatever there is besides. */
  | { kind: 'object'; members: Record<string, Expected> }
  /** Elements like this one, any number of them. */
  | { kind: 'list'; element: Expected };

/** An interaction that a pact may begin with, made of a document alone. */
export interface ProposedInteraction {
  description: string;
  operation: OperationName & { key: string };
  request: {
    method: string;
    /** Percent-encoded, below the base URL. */
    path: string;
    query: Record<string, string[]>;
    headers: Record<string, string>;
    body?: Json;
  };
  /** The body of JSON, with its media type; absent where none is looked at. */
  response: { status: number; body?: Expected; media?: string };
}

/** An operation that the document says too little about to call it. */
export interface NotProposed {
  operation: OperationName & { key: string };
  why: string;
}

/** The comment by which an interaction says that a document proposed it, and no consumer: its grade is `declared`. */
export const PROPOSED_COMMENT = { key: 'forewarn', value: 'declared' } as const;
