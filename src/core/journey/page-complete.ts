import type { Json } from '../json.ts';
import { valueAt } from '../json-pointer.ts';
import type { Assertion } from './types.ts';

type PageComplete = Extract<Assertion, { kind: 'page-complete' }>;

/**
 * True where a page's list and what it says of itself fit together: the last page holds all of the total (this is
 * asked of a first page), one before it is as full as was asked for and says how to go on.
 */
export function isPageComplete(
  page: Json | undefined,
  { pointer, total, more, next, size }: PageComplete,
): boolean {
  const at = (place: string | null) =>
    place === null || page === undefined ? undefined : valueAt(page, place);
  const list = at(pointer);
  if (!Array.isArray(list)) return false;
  const count = at(total);
  const said = at(more);
  const link = at(next);
  if (total !== null && typeof count !== 'number') return false;
  if (more !== null && typeof said !== 'boolean') return false;
  if (size !== null && list.length > size) return false;
  const hasLink = link !== undefined && link !== null && link !== '' && link !== false;
  if (more !== null && next !== null && said !== hasLink) return false;
  const goesOn = more !== null ? said === true : next !== null ? hasLink : count !== list.length;
  if (goesOn) {
    if (more === null && next === null && (size === null || list.length < size)) return false;
    if (size !== null && list.length < size) return false;
    return typeof count !== 'number' || count > list.length;
  }
  return typeof count !== 'number' || count === list.length;
}
