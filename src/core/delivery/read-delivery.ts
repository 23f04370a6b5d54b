import { isObject, type Json, type JsonObject } from '../json.ts';
import { isJsonMedia } from '../pact/body-content.ts';
import type { Delivery } from './types.ts';

/** A delivery, or what is wrong with it: the member and what is allowed there. */
export type ReadDelivery = { ok: true; delivery: Delivery } | { ok: false; problem: string };

const MEMBERS = ['at', 'message', 'environment', 'headers', 'body'];

/** Reads a recorded delivery: `{ at, message?, environment?, headers?, body? }`. */
export function readDelivery(raw: unknown): ReadDelivery {
  if (!isObject(raw)) return refused('a delivery is an object with `at`, `headers` and `body`');
  const unknown = Object.keys(raw).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) return refused(`there is a member that is none of ${MEMBERS.join(', ')}`);
  const { at, message = null, environment = null, headers = {}, body } = raw;
  const time = typeof at === 'string' && ISO.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(time)) return refused('`at` must be an instant like 2026-11-02T08:30:00Z');
  if (message !== null && typeof message !== 'string') return refused('`message` must be a text');
  if (environment !== null && typeof environment !== 'string')
    return refused('`environment` must be the name of an environment');
  const named = headersOf(headers);
  if (!named) return refused('`headers` must be names with texts');
  return {
    ok: true,
    delivery: {
      at: new Date(time).toISOString(),
      message,
      environment,
      headers: named,
      ...(body === undefined ? {} : { body: parsed(body, named['content-type'] ?? null) }),
    },
  };
}

/** The media type of what was sent, without parameters; JSON where only the body tells; null without a body. */
export function deliveryMedia({ headers, body }: Pick<Delivery, 'headers' | 'body'>): string | null {
  if (body === undefined) return null;
  const written = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  return written || (typeof body === 'string' ? 'text/plain' : 'application/json');
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function headersOf(raw: Json): Record<string, string> | null {
  if (!isObject(raw)) return null;
  const entries = Object.entries(raw as JsonObject);
  if (!entries.every(([, value]) => typeof value === 'string' || typeof value === 'number')) return null;
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** A body that was kept as the text it came as. */
function parsed(body: Json, media: string | null): Json {
  if (typeof body !== 'string' || !isJsonMedia(media)) return body;
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

function refused(problem: string): ReadDelivery {
  return { ok: false, problem };
}
