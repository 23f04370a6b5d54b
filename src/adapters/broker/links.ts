import { isObject, type JsonObject } from '../../core/json.ts';

const LONGEST = 2_000;

/**
 * The `href` of a link of a HAL resource (draft-kelly-json-hal), or null where there is none of use. Of several links
 * of one name the first is taken.
 *
 * @param fill values for `{name}` in a templated link; a name that is not there makes the link useless.
 */
export function linkOf(
  resource: JsonObject,
  relation: string,
  fill: Record<string, string> = {},
): string | null {
  const links = resource._links;
  const written = isObject(links) && Object.hasOwn(links, relation) ? links[relation] : undefined;
  const link = Array.isArray(written) ? written[0] : written;
  const href = isObject(link) ? link.href : undefined;
  if (typeof href !== 'string' || href === '' || href.length > LONGEST) return null;
  let whole = true;
  const filled = href.replace(/\{([A-Za-z]{1,40})\}/g, (_, name: string) => {
    if (!Object.hasOwn(fill, name)) whole = false;
    return encodeURIComponent(fill[name] ?? '');
  });
  return whole ? filled : null;
}
