import { operationKey } from '../../drift/subject.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { refersToNothing } from './lost-references.ts';
import { type Piece, readParameters, readRequestBody, readResponses } from './read-parts.ts';
import { readServers } from './read-servers.ts';
import type {
  Operation,
  Parameter,
  RequestBody,
  ResponseObject,
  SecurityAlternative,
  Server,
} from './types.ts';
import { type Cover, covering } from './unknown-parts.ts';

/** What an operation has from its path and document, where it says nothing else. */
export interface Inherited {
  item: Piece;
  shared: () => Parameter[];
  security: SecurityAlternative[] | null;
}

/**
 * An operation as it is written. What it takes and answers is read when first asked for: a document has thousands of
 * operations, most of which nobody asks for more than their name.
 */
export class WrittenOperation implements Operation {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly pointer: string;
  readonly raw: JsonObject;
  declare readonly operationId?: string;
  declare readonly summary?: string;
  private readonly root: JsonObject;
  private readonly inherited: Inherited;
  private ownParameters: Parameter[] | undefined;
  private body: RequestBody | null | undefined;
  private answers: ResponseObject[] | undefined;

  /** @param method as it is written */
  constructor(root: JsonObject, method: string, path: string, at: Piece, inherited: Inherited) {
    this.method = method.toUpperCase();
    this.path = path;
    this.key = operationKey(method, path);
    this.pointer = at.pointer;
    this.raw = at.value;
    this.root = root;
    this.inherited = inherited;
    const { operationId, summary } = at.value;
    if (typeof operationId === 'string') this.operationId = operationId;
    if (typeof summary === 'string') this.summary = summary;
    if (refersToNothing(root, at.value)) this.readAll();
  }

  get parameters(): Parameter[] {
    this.ownParameters ??= override(
      this.sharedParameters,
      this.covering('parameters', () => readParameters(this.root, this.piece)),
    );
    return this.ownParameters;
  }

  get sharedParameters(): Parameter[] {
    return this.inherited.shared();
  }

  get requestBody(): RequestBody | null {
    if (this.body === undefined) {
      this.body = this.covering('body', () => readRequestBody(this.root, this.piece));
    }
    return this.body;
  }

  get responses(): ResponseObject[] {
    this.answers ??= this.covering('response', () => readResponses(this.root, this.piece));
    return this.answers;
  }

  get security(): SecurityAlternative[] | null {
    return readSecurity(this.raw.security) ?? this.inherited.security;
  }

  get servers(): Server[] | null {
    const { value, pointer } = this.inherited.item;
    return (
      readServers(this.raw.servers, `${this.pointer}/servers`) ??
      readServers(value.servers, `${pointer}/servers`)
    );
  }

  get deprecated(): boolean {
    return this.raw.deprecated === true;
  }

  get sunset(): string | null {
    const { 'x-sunset': sunset } = this.raw;
    return typeof sunset === 'string' ? sunset : null;
  }

  get tags(): string[] {
    const { tags } = this.raw;
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  }

  /** So that it is noted what of it cannot be known. */
  private readAll(): void {
    void [this.parameters, this.requestBody, this.responses];
  }

  private get piece(): Piece {
    return { value: this.raw, pointer: this.pointer };
  }

  private covering<T>(part: Cover['part'], read: () => T): T {
    return covering(this.root, { method: this.method, part }, read);
  }
}

/** The security requirement that a value states; null where it states none. */
export function readSecurity(value: Json | undefined): SecurityAlternative[] | null {
  if (!Array.isArray(value)) return null;
  return value
    .filter(isObject)
    .map((alternative) =>
      Object.fromEntries(
        Object.entries(alternative).map(([scheme, scopes]) => [
          scheme,
          Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
        ]),
      ),
    );
}

/** The parameters of a path, but those that the operation has itself. */
export function override(shared: Parameter[], own: Parameter[]): Parameter[] {
  if (shared.length === 0) return own;
  const names = new Set(own.map((parameter) => `${parameter.in}:${parameter.name}`));
  return [...shared.filter((parameter) => !names.has(`${parameter.in}:${parameter.name}`)), ...own];
}
