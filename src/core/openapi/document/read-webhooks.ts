import type { JsonObject } from '../../json.ts';
import { toPointer } from '../../json-pointer.ts';
import { operationsOf } from './read-operation.ts';
import { asPiece, type Piece, pieces } from './read-parts.ts';
import type { Operation } from './types.ts';
import { covering } from './unknown-parts.ts';

/** One webhook, or one expression of a callback: what the partner calls us with. */
export interface Sent {
  name: string;
  pointer: string;
  /** Their `path` is {@link Sent.name} after `webhook:` or `callback:`. */
  operations: Operation[];
}

/**
 * The webhooks of a document (OpenAPI 3.1, 4.8.1), or what 3.0 documents write as `x-webhooks`.
 *
 * @throws ForewarnError `input` where a reference in one leads nowhere
 */
export function readWebhooks(root: JsonObject): Sent[] {
  const member = root.webhooks === undefined ? 'x-webhooks' : 'webhooks';
  const webhooks = asPiece(root, { value: root[member] ?? null, pointer: `#/${member}` });
  return webhooks ? sentBy(root, webhooks, (name) => name, 'webhook') : [];
}

/**
 * The callbacks of an operation (OpenAPI 3.1, 4.8.18), one for each expression. In a name the expression stands
 * without its braces, which elsewhere mean that a name does not matter.
 *
 * @throws ForewarnError `input` where a reference in one leads nowhere
 */
export function readCallbacks(root: JsonObject, { raw, pointer }: Operation): Sent[] {
  const callbacks = covering(root, { path: 'callback:*' }, () =>
    pieces(root, { value: raw.callbacks ?? null, pointer: `${pointer}/callbacks` }),
  );
  return callbacks.flatMap(([name, callback]) =>
    sentBy(root, callback, (expression) => `${name} ${expression.replace(/[{}]/g, '')}`, 'callback'),
  );
}

function sentBy(
  root: JsonObject,
  { value, pointer }: Piece,
  nameFor: (key: string) => string,
  kind: 'webhook' | 'callback',
): Sent[] {
  const keys = Object.keys(value).filter((key) => !key.startsWith('x-') && key !== '$ref');
  return keys.flatMap((key): Sent[] => {
    const at = { value: value[key] ?? null, pointer: pointer + toPointer([key]) };
    const name = nameFor(key);
    const path = `${kind}:${name}`;
    if (!covering(root, { path }, () => asPiece(root, at))) return [];
    return [{ name, pointer: at.pointer, operations: operationsOf(root, path, at) }];
  });
}
