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
    | 'date'
    | 'time'
    | 'datetime'
    | 'semver'
    | 'notEmpty'
    | 'arrayContains'
    | 'statusCode'
    | 'other';
  /** The example value (ours, never the partner's). */
  example: Json;
  /** The pattern of a regex rule, else null. It has to match the whole text. */
  regex: string | null;
  /** What the rule asks for besides; absent where it asks for nothing. */
  asks?: MatcherAsks;
}

/** Arguments of a matching rule. */
export interface MatcherAsks {
  /** Of `include` the text, of dates and times the format, of `statusCode` the class. */
  text?: string;
  /** Of `statusCode`, where it lists them. */
  codes?: number[];
  /** Fewest and most elements. */
  min?: number;
  max?: number;
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
  /** Not yet what is relied on (specification 4): its failing is told and fails nothing. */
  pending?: true;
  /** A document proposed it, and no consumer was played: it says what somebody declared. */
  known?: 'declared';
}

/** One asynchronous message of a pact: what the other side sends us, a webhook's call for example. */
export interface PactMessage {
  /** Position in the file's own list: `messages` in specification 3, `interactions` in 4. */
  index: number;
  description: string;
  states: ProviderState[];
  /** Metadata with names in lower case, the media type as `content-type`. */
  headers: Record<string, string>;
  /** Metadata as written, whose names the verifier asks for. */
  metadata: JsonObject;
  media: string | null;
  body?: Json;
  /** What we read of it; its part is `response`, since it is read like an answer. */
  fields: PactField[];
  pending?: true;
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
  /** The asynchronous messages. */
  messages: PactMessage[];
  /** What the file holds besides: synchronous messages, and kinds that we do not know. Counted, not judged. */
  left: { synchronous: number; other: number };
  /** True for a pact that is not yet relied on as a whole; its interactions may be so one by one. */
  pending?: true;
  raw: JsonObject;
}
