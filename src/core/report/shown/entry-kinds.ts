import type { EntryBody, Transition } from '../../ledger/types.ts';

/** What entries of a ledger are about, as people filter them. */
export const ENTRY_KINDS = [
  'looks',
  'differences',
  'changes',
  'notices',
  'answers',
  'announcements',
  'erasures',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

const KIND_OF = {
  verdict: 'looks',
  published: 'looks',
  blind: 'looks',
  sight: 'looks',
  unseen: 'looks',
  seen: 'looks',
  day: 'looks',
  suspected: 'differences',
  'seen-again': 'differences',
  confirmed: 'differences',
  moved: 'differences',
  resolved: 'differences',
  retracted: 'differences',
  standing: 'differences',
  'change-opened': 'changes',
  'change-closed': 'changes',
  reopened: 'changes',
  accepted: 'answers',
  answered: 'answers',
  'claim-checked': 'answers',
  coming: 'announcements',
  'not-coming': 'announcements',
  heard: 'announcements',
  'heard-read': 'announcements',
  released: 'notices',
  'kept-back': 'notices',
  dropped: 'notices',
  attempted: 'notices',
  erased: 'erasures',
} as const satisfies Record<Transition['type'], EntryKind>;

/** What an entry is about. */
export function kindsOf({
  transitions,
  notices,
}: Pick<EntryBody, 'transitions' | 'notices'>): Set<EntryKind> {
  const kinds = new Set<EntryKind>(transitions.map(({ type }) => KIND_OF[type]));
  if (notices.length > 0) kinds.add('notices');
  return kinds;
}

/** What of the present tells which change something in an entry is about. */
export interface ChangeNames {
  /** By drift key. */
  drifts: ReadonlyMap<string, string | null>;
  /** By notice. */
  notices: ReadonlyMap<string, string | null>;
}

/** True if an entry says something of a change. */
export function isAbout(entry: Pick<EntryBody, 'transitions' | 'notices'>, ref: string, names: ChangeNames) {
  return (
    entry.notices.some(({ change }) => change === ref) ||
    entry.transitions.some((one) => changeOf(one, names) === ref)
  );
}

function changeOf(one: Transition, { drifts, notices }: ChangeNames): string | null {
  if ('change' in one) return one.change;
  if ('driftKey' in one) return drifts.get(one.driftKey) ?? null;
  if ('drift' in one) return drifts.get(one.drift.driftKey) ?? null;
  return one.type === 'attempted' ? (notices.get(one.notice) ?? null) : null;
}
