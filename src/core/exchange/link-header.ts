/** A page of the partner about a change, by what it is to it (RFC 8594, RFC 9745, RFC 5829). */
export interface ComingLink {
  relation: (typeof RELATIONS)[number];
  /** As written, without credentials, query and fragment. */
  target: string;
}

/** Relations that lead to what a caller should read about a change, best first. */
export const RELATIONS = ['sunset', 'deprecation', 'migration', 'successor-version'] as const;
const LONGEST = 500;
const MOST_LINKS = 20;

/**
 * The target of the link (RFC 8288) that tells most about a sunset or deprecation, as written; null without
 * one. Only `http`, `https` and references relative to the partner are given.
 */
export function lifecycleLink(header: string | undefined): string | null {
  if (header === undefined) return null;
  const links = [...linksOf(header)];
  for (const relation of RELATIONS) {
    const found = links.find((link) => link.relations.includes(relation));
    if (found) return found.target;
  }
  return null;
}

/**
 * The first link of each relation that tells of a change, best relation first: where to read about it, and what comes
 * in its place. What may be private in a URL (credentials, query, fragment) is left out.
 */
export function lifecycleLinks(header: string | undefined): ComingLink[] {
  const links = [...linksOf(header ?? '')];
  return RELATIONS.flatMap((relation) => {
    const found = links.find((link) => link.relations.includes(relation));
    const target = found ? bare(found.target) : '';
    return target === '' ? [] : [{ relation, target }];
  });
}

function bare(target: string): string {
  return target
    .replace(/[?#].*$/s, '')
    .replace(/^(https?:)?\/\/[^/@]*@/i, (found) => found.replace(/[^/]*@$/, ''));
}

function* linksOf(header: string): Generator<{ target: string; relations: string[] }> {
  const pieces = header
    .slice(0, 4_000)
    .split(/,(?=\s*<)/)
    .slice(0, MOST_LINKS);
  for (const piece of pieces) {
    const match = /^\s*<([^<>\s]{1,500})>(.*)$/s.exec(piece);
    const target = match?.[1];
    if (!target || !isOpenable(target)) continue;
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(match[2] ?? '');
    const relations = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/);
    yield { target, relations };
  }
}

function isOpenable(target: string): boolean {
  if (target.length > LONGEST) return false;
  return /^https?:\/\//i.test(target) || !/^[a-z][a-z0-9+.-]*:/i.test(target);
}
