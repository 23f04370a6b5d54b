import type { Operation } from '../../openapi/document/types.ts';

/** Segments that stand in paths of every other API, our own included. */
const COMMON_SEGMENTS = new Set(
  'account accounts address addresses admin auth callback callbacks config customer customers data document documents event events export file files graphql group groups health image images index info invoice invoices item items list login logout me message messages metrics notification notifications oauth order orders payment payments ping product products profile public query report reports search session sessions settings status subscription subscriptions tag tags task tasks test token tokens upload uploads user users version webhook webhooks'.split(
    ' ',
  ),
);

/** Names that stand in every program. */
const COMMON_NAMES = new Set(
  'body class code content count created data date default description email enabled end error errors event field fields file first format from hash header headers href host id index info input item items key keys kind label last length level limit line link links list locale message meta method mode model name next note number object offset order output page params password path payload port position prefix previous price query reason ref request response result results role root self size slug sort source start state status string success tag tags text time timestamp title token total type types unit update updated url user username uuid value values version'.split(
    ' ',
  ),
);

const VERSION = /^(?:v\d[\w.-]*|\d{4}-\d\d(?:-\d\d)?|api|rest|latest|beta)$/i;

/** Shortest segment that tells an API by itself, and shortest name of a field. */
const SHORTEST_SEGMENT = 6;
const SHORTEST_NAME = 5;

/**
 * True where the fixed segments of a path tell the API by themselves: two of them, or one of at least six letters that is
 * not a common one. Versions do not count.
 */
export function isSpecificPath({ path }: Pick<Operation, 'path'>): boolean {
  const fixed = path.split('/').filter((one) => one !== '' && !/[{}]/.test(one) && !VERSION.test(one));
  if (fixed.length >= 2) return fixed.some((one) => !COMMON_SEGMENTS.has(one.toLowerCase()));
  const [only = ''] = fixed;
  return only.length >= SHORTEST_SEGMENT && !COMMON_SEGMENTS.has(only.toLowerCase());
}

/** True for a path of which at least one segment is fixed and no version. */
export function hasWords({ path }: Pick<Operation, 'path'>): boolean {
  return path.split('/').some((one) => one !== '' && !/[{}]/.test(one) && !VERSION.test(one));
}

/** True for a name of several words (`has_more`, `createdAt`), or of one of at least five letters that is not common. */
export function isSpecificName(name: string): boolean {
  if (/[a-z0-9][_-][a-z0-9]|[a-z][A-Z]/i.test(name) && /[_-]|[a-z][A-Z]/.test(name))
    return name.length >= SHORTEST_NAME;
  return name.length >= SHORTEST_NAME && !COMMON_NAMES.has(name.toLowerCase());
}
