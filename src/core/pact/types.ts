import type { Json, JsonObject } from '../json.ts';

/** A provider state as an interaction asks for it. */
export interface ProviderState {
  name: string;
  params: JsonObject;
}

/** How a pact looks at one place of a message. */
export interface PactField {
  part: 'request' | 'response';
  /** `body`, `header`, `query`, `path` or `status`. */
  of: 'body' | 'header' | 'query' | 'path' | 'status';
  /** In a body: location like `/items/*` + `/total`; otherwise the name. */
  location: string;
  /** The matching rule in force there: `equality` where none is. */
  match:
    | 'equality'
    | 'type'
    | 'regex'
    | 'number'
    | 'integer'
    | 'decimal'
    | 'boolean'
    | 'include'
    | 'null'
    | 'other';
  /** The example value (ours, never the partner's). */
  example: Json;
  /** The pattern of a regex rule, else null. */
  regex: string | null;
}

/** One HTTP interaction of a pact, of whichever specification version. */
export interface PactInteraction {
  /** Position in the file's own list, from 0. */
  index: number;
  description: string;
  states: ProviderState[];
  request: {
    method: string;
    path: string;
    query: Record<string, string[]>;
    headers: Record<string, string>;
    body?: Json;
  };
  response: { status: number; headers: Record<string, string>; body?: Json };
  fields: PactField[];
}

/** A pact file, read. */
export interface Pact {
  file: string;
  consumer: string;
  provider: string;
  /** `consumer--provider`. */
  name: string;
  specification: 1 | 2 | 3 | 4;
  /** The HTTP interactions. */
  interactions: PactInteraction[];
  /** What the file holds besides: messages, and kinds that we do not know. Counted, not judged. */
  left: { asynchronous: number; synchronous: number; other: number };
  raw: JsonObject;
}
