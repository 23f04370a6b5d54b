import type { Look } from '../lifecycle/types.ts';

/** When something of a partner's was last seen well, as an ISO time; null where that is not known. */
export type SeenBefore = (what: string) => string | null;

/** What could not be seen, weighed by when it was seen last. */
export interface Allowance {
  allowed: boolean;
  /** What was seen longest ago: an operation by its key, `(document)`, or `(environment)` as a whole. */
  what: string;
  /** ISO time; null where it is not known. */
  at: string | null;
}

type Sight = Pick<Look, 'at' | 'configured' | 'coverage' | 'notVerified' | 'operations'>;

const DOCUMENT = '(document)';
const ENVIRONMENT = '(environment)';

/**
 * When each thing that a look was to see was last seen: now, or before. Reports keep it, so that the next one knows.
 *
 * @returns ISO times by operation key, and of the partner's document and the environment.
 */
export function lastSeen(look: Sight, before: SeenBefore): Record<string, string> {
  const unseen = unseenIn(look);
  const seen = [
    ...(look.configured.documents ? [DOCUMENT] : []),
    ...(look.coverage.exercised > 0 ? [ENVIRONMENT] : []),
    ...(look.operations?.seen ?? []),
  ].filter((what) => !unseen.has(what));
  const known = [...unseen, ...(look.operations?.left ?? [])].flatMap((what) => {
    const at = before(what);
    return at === null ? [] : [[what, at] as const];
  });
  return Object.fromEntries([...seen.map((what) => [what, look.at] as const), ...known]);
}

/** Whether all that a look could not see was seen well within a time before it. A time ahead of the look is none. */
export function allowanceOf(look: Sight, on: { before: SeenBefore; withinMs: number }): Allowance {
  const left = look.coverage.exercised === 0 ? (look.operations?.left ?? []) : [];
  const times = [...new Set([...unseenIn(look), ...left])].map((what) => ({ what, at: on.before(what) }));
  const known = times.filter(({ at }) => at !== null && at <= look.at);
  const unknown = times.find((one) => !known.includes(one));
  if (unknown || known.length === 0) return { allowed: false, what: unknown?.what ?? ENVIRONMENT, at: null };
  const oldest = known.reduce((a, b) => ((b.at as string) < (a.at as string) ? b : a));
  const age = Date.parse(look.at) - Date.parse(oldest.at as string);
  return { ...oldest, allowed: age <= on.withinMs };
}

function unseenIn({ notVerified }: Sight): Set<string> {
  return new Set(
    notVerified.map(({ source, operation, interaction }) =>
      source === 'documents' ? DOCUMENT : (operation ?? interaction ?? ENVIRONMENT),
    ),
  );
}
