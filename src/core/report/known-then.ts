import type { Verdict } from '../drift/finding.ts';
import type { NoticeStep, Side } from '../ledger/types.ts';
import { plainText } from './plain-text.ts';
import { VERDICT_WORDS } from './words.ts';

/** What is told of a partner as it was known at an instant. */
export interface ThenView {
  partner: string;
  asOf: string;
  entries: number;
  head: string;
  environments: {
    environment: string | null;
    verdict: Verdict | null;
    since: string | null;
    blindSince: string | null;
  }[];
  open: { change: string; openedAt: string; drifts: string[] }[];
  told: { change: string | null; side: Side; step: NoticeStep; sentAt: string | null; held: boolean }[];
}

/** A partner as it was known at an instant, as lines for people. */
export function knownThenText(then: ThenView): string {
  const entries = then.entries === 1 ? '1 entry' : `${then.entries} entries`;
  const lines = [`${then.partner} as of ${minute(then.asOf)} (${entries}, head ${then.head.slice(0, 12)})`];
  if (then.entries === 0) lines.push('  nobody had looked yet');
  for (const one of then.environments) {
    const place = one.environment ?? 'documents';
    const words = one.verdict === null ? 'not looked at' : VERDICT_WORDS[one.verdict];
    const since = one.since === null ? '' : `, since ${minute(one.since)}`;
    const blind = one.blindSince === null ? '' : `; not seen since ${minute(one.blindSince)}`;
    lines.push(`  ${plainText(place, 40)}  ${words}${since}${blind}`);
  }
  for (const { change, openedAt, drifts } of then.open) {
    lines.push(`  open: ${change}, since ${minute(openedAt)}`);
    lines.push(...drifts.map((drift) => `    ${plainText(drift, 240)}`));
  }
  for (const { change, side, step, sentAt, held } of then.told) {
    const state = sentAt ? `sent ${minute(sentAt)}` : held ? 'waited for a release' : 'due, not sent yet';
    lines.push(`  told ${side} (${step})${change ? ` of ${change}` : ''}: ${state}`);
  }
  return `${lines.join('\n')}\n`;
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
