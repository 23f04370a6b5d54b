import type { HeardPassage } from '../feed/types.ts';
import type { Paint } from './paint.ts';
import { plainText } from './plain-text.ts';

/** A passage of a feed that a person has to read, and where. */
export interface ToRead extends Pick<HeardPassage, 'id' | 'at' | 'day' | 'names' | 'used' | 'until'> {
  partner: string;
  /** Address of the feed; null: the agreement has it no more. */
  url: string | null;
}

/** Most that are listed. */
const MOST = 20;

/** What partners have written that names something of ours and that no machine can be sure of. */
export function toReadLines(all: readonly ToRead[], paint: Paint): string[] {
  if (all.length === 0) return [];
  const lines = all.slice(0, MOST).map(({ id, partner, day, at, names, until, url }) => {
    const when = day === null ? `read on ${at}` : `of ${day}`;
    const date = until === null ? '' : `, speaks of ${until}`;
    const what = names.map((name) => plainText(name, 80)).join(', ');
    return `  ${paint('blue', id.slice(0, 8))}  ${partner}: ${what}${date} · ${when} · ${plainText(url ?? 'a feed that the agreement has no more', 200)}`;
  });
  const more = all.length > MOST ? [`  and ${all.length - MOST} more`] : [];
  return ['To read', ...lines, ...more];
}
