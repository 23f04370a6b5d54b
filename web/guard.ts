import type { Context, MiddlewareHandler } from 'hono';
import type { Door } from './door.ts';

/** Headers of every answer: nothing is loaded but our own stylesheet, nobody frames the page. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Sets the headers that keep the page to itself. */
export const protect: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
};

/**
 * Answers only to our own name (against DNS rebinding) and only to our own pages (against forms and
 * scripts of other sites). Reading is GET and HEAD, acting is POST.
 */
export function onlyOurs(door: Pick<Door, 'names'>): MiddlewareHandler {
  return async (context, next) => {
    const { hosts, origins } = door.names(context);
    const origin = context.req.header('origin');
    const site = context.req.header('sec-fetch-site');
    if (!hosts.has((context.req.header('host') ?? '').toLowerCase())) {
      return context.text('This page is not served under that name.', 421);
    }
    if (origin !== undefined && !origins.has(origin)) return refuse(context);
    if (!['GET', 'HEAD', 'POST'].includes(context.req.method)) {
      return context.text('Only reading, and releasing by form.', 405, { allow: 'GET, HEAD, POST' });
    }
    if (context.req.method === 'POST' && site !== undefined && site !== 'same-origin') return refuse(context);
    return next();
  };
}

function refuse(context: Context): Response {
  return context.text('Requests from other sites are refused.', 403);
}
