import type { Verdict } from '../drift/finding.ts';
import type { FailureClass } from '../exchange/types.ts';
import type { PartnerState } from '../ledger/types.ts';
import { releasable } from '../lifecycle/sendable.ts';
import { type Paint, VERDICT_MARKS } from './paint.ts';
import { plainText } from './plain-text.ts';
import { FAILURE_WORDS, VERDICT_WORDS } from './words.ts';

/** How a partner stands in one environment. */
export interface StatusLine {
  partner: string;
  /** null: documents only. */
  environment: string | null;
  verdict: Verdict;
  /** ISO time since when it is so. */
  since: string | null;
  blind: { class: FailureClass; since: string } | null;
  /** Operations that cannot be seen while others can. */
  unseen: { operation: string; class: FailureClass; since: string }[];
}

/** How a partner stands. */
export interface PartnerStatus {
  partner: string;
  environments: StatusLine[];
  /** References of the changes that have not ended, oldest first. */
  open: string[];
  /** References of the changes with notices that wait for a release. */
  waiting: string[];
}

/** What the fold of a partner's ledger says about how it stands now. */
export function statusOf(state: PartnerState): PartnerStatus {
  const environments = Object.entries(state.environments).map(([name, one]) => ({
    partner: state.partner,
    environment: name === '' ? null : name,
    verdict: one.verdict ?? ('not-verified' as const),
    since: one.since,
    blind: one.blind ? { class: one.blind.class, since: one.blind.since } : null,
    unseen: Object.entries(one.unseen ?? {})
      .map(([operation, { class: kind, since }]) => ({ operation, class: kind, since }))
      .toSorted((a, b) => (a.operation < b.operation ? -1 : 1)),
  }));
  const open = Object.values(state.changes)
    .filter((change) => change.closedAt === null)
    .toSorted((a, b) => a.number - b.number)
    .map((change) => change.ref);
  return { partner: state.partner, environments, open, waiting: releasable(state) };
}

/** A line for each partner and environment, then what is open and what waits. */
export function renderStatus(statuses: readonly PartnerStatus[], paint: Paint): string {
  const width = Math.max(
    0,
    ...statuses.flatMap((one) => one.environments.map((line) => nameOf(line).length)),
  );
  const lines = statuses.flatMap((status) => [
    ...status.environments.flatMap((line) => [
      environmentLine(line, width, paint),
      ...line.unseen.map(unseenLine),
    ]),
    ...(status.open.length > 0 ? [`    open: ${status.open.join(', ')}`] : []),
    ...status.waiting.map((ref) => `    waits for your release: forewarn release ${ref}`),
  ]);
  return `${lines.join('\n')}\n`;
}

function environmentLine(line: StatusLine, width: number, paint: Paint): string {
  const [mark, colour] = VERDICT_MARKS[line.verdict];
  const since = line.since ? `, since ${line.since.slice(0, 16).replace('T', ' ')}` : '';
  const why = line.blind ? ` (${FAILURE_WORDS[line.blind.class]})` : '';
  return `${paint(colour, mark)} ${nameOf(line).padEnd(width)}  ${VERDICT_WORDS[line.verdict]}${why}${since}`;
}

function unseenLine({ operation, class: kind, since }: StatusLine['unseen'][number]): string {
  return `    could not check ${plainText(operation)} (${FAILURE_WORDS[kind]}), since ${since.slice(0, 16).replace('T', ' ')}`;
}

function nameOf(line: StatusLine): string {
  return `${line.partner} ${line.environment ?? 'documents'}`;
}
