import type { Difference } from '../drift/difference.ts';

/**
 * True where a difference can hurt who uses the place, whatever the catalogue holds of it for the world: by its level,
 * or because something that was there is read or taken no longer.
 */
export function mayHurt({ rule, level, subject }: Difference): boolean {
  if (level !== 'info') return true;
  return (subject.section === 'response' ? READ : SENT).test(rule);
}

const TOLD_APART = 'discriminator-(removed|property-name-changed|mapping-(deleted|changed))$';
const READ = new RegExp(`became-write-only$|-status-removed$|${TOLD_APART}`);
const SENT = new RegExp(`became-read-only$|${TOLD_APART}`);
