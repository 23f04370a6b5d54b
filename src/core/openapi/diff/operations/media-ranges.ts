/** A media type or range, in one spelling. */
export interface MediaName {
  /** `application/problem+json`, lower case. */
  name: string;
  /** Parameters by lower-case name, without those that say nothing. */
  parameters: ReadonlyMap<string, string>;
}

/** How one media type stands to another; null where they have nothing in common. */
export type MediaRelation = 'same' | 'narrower' | 'wider' | 'other-parameters' | null;

/**
 * Reads a media type (RFC 9110, 8.3.1). Names in any case, spaces and the order of parameters make no difference;
 * neither does `charset=utf-8`, which JSON always has (RFC 8259, 8.1) and the rest by custom, nor a weight (`q`).
 */
export function mediaTypeOf(written: string): MediaName {
  const [name = '', ...rest] = written.split(';');
  const parameters = rest.flatMap((text): [string, string][] => {
    const at = text.indexOf('=');
    if (at === -1) return [];
    const key = text.slice(0, at).trim().toLowerCase();
    const value = text
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/s, '$1');
    const spelt = key === 'charset' ? value.toLowerCase() : value;
    if (key === 'q' || (key === 'charset' && /^utf-?8$/.test(spelt))) return [];
    return [[key, spelt]];
  });
  return {
    name: name.trim().toLowerCase(),
    parameters: new Map(parameters.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
  };
}

/** One text for media types that mean the same. */
export function mediaKey({ name, parameters }: MediaName): string {
  return [name, ...[...parameters].map(([key, value]) => `${key}=${value}`)].join(';');
}

/** True if a range (`*`/`*`, `text/*`) takes a media type; a media type without parameters takes all of its name. */
export function takes(range: MediaName, media: MediaName): boolean {
  for (const [key, value] of range.parameters) if (media.parameters.get(key) !== value) return false;
  if (range.name === '*/*' || range.name === media.name) return true;
  return range.name.endsWith('/*') && media.name.startsWith(range.name.slice(0, -1));
}

/**
 * How what comes back as one media type reads for one who expected another. `application/problem+json` is a kind
 * of `application/json` (RFC 6839).
 */
export function relationOf(before: MediaName, after: MediaName): MediaRelation {
  if (mediaKey(before) === mediaKey(after)) return 'same';
  if (takes(before, after) || isKindOf(after, before)) return 'narrower';
  if (takes(after, before) || isKindOf(before, after)) return 'wider';
  return before.name === after.name ? 'other-parameters' : null;
}

function isKindOf(media: MediaName, plain: MediaName): boolean {
  const [type, subtype = ''] = plain.name.split('/', 2);
  if (subtype === '*' || subtype.includes('+')) return false;
  return media.name.startsWith(`${type}/`) && media.name.endsWith(`+${subtype}`);
}
