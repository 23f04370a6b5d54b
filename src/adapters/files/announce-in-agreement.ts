import type { Announcement } from '../../core/agreement/types.ts';
import { entriesOf, entryIn, type WrittenEntry } from './entry-in-agreement.ts';

const PATH = ['announced'];

/**
 * Puts an entry under `announced:` into the text of an agreement.
 *
 * @throws ForewarnError `config` where the file is written in a way that leaves no place for it.
 */
export function announcedIn(source: string, { what, change, on, heard }: Announcement): WrittenEntry {
  const known = { ...(on === null ? {} : { on }), ...(heard === null ? {} : { heard }) };
  return entryIn(source, PATH, { what, change, ...known });
}

/** True if an agreement's text says the same already. */
export function isAnnounced(source: string, one: Announcement): boolean {
  return entriesOf(source, PATH).some((entry) => {
    const { what, change, on = null, heard = null } = entry as unknown as Partial<Announcement>;
    return what === one.what && change === one.change && on === one.on && heard === one.heard;
  });
}
