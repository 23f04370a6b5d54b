import { isRecord, mergeComing } from '../core/coming/merge.ts';
import type { Coming, Finding } from '../core/drift/finding.ts';
import { lastSeen, type SeenBefore } from '../core/drift/last-seen.ts';
import { formatSubject } from '../core/drift/subject.ts';
import { counts, worst } from '../core/drift/verdict.ts';
import type { LiveInteraction } from '../core/exchange/types.ts';
import { groupBy } from '../core/group-by.ts';
import type { Decision, Look } from '../core/lifecycle/types.ts';
import { messageOf } from '../core/report/messages/messages.ts';
import type { Report, ReportCheck, ReportFinding, ReportPage } from '../core/report/types.ts';
import type { PageSighting } from '../core/status-page/types.ts';
import type { PublishedResults } from './pact-broker.ts';
import type { ReadFeeds } from './read-feeds.ts';
import type { ShownChanges } from './shown-changes.ts';

/** One check that was carried out. */
export interface CheckOutcome extends ShownChanges {
  /** What was seen, without what was asked for more of it: that holds the answers themselves. */
  look: Omit<Look, 'judged'>;
  decision: Decision;
  /** What the partner's status page showed, where this look read it. */
  statusPage?: PageSighting;
  /** Interactions of pacts that live really judged. */
  judged?: LiveInteraction[];
  /** Feeds of the agreement that could not be read. */
  feedsUnread?: ReadFeeds['unread'];
  /** What was told to a Pact Broker. */
  published?: PublishedResults;
  /** When what it could not see was last seen; left out where nobody asked. */
  seenBefore?: SeenBefore;
}

/** Puts the outcomes of all checks of a run into one report (`forewarn.report/1`). */
export function checkReport(outcomes: readonly CheckOutcome[]): Report {
  const findings = outcomes.flatMap(({ decision }) => decision.findings);
  const recurrences = eachOnce(outcomes.flatMap((one) => one.recurrences ?? []));
  const factors = eachOnce(outcomes.flatMap((one) => one.factors ?? []));
  const open = findings.filter((finding) => !finding.suppressed && finding.state !== 'suspected');
  const count = (severity: Finding['severity']) => open.filter((one) => one.severity === severity).length;
  return {
    schema: 'forewarn.report/1',
    command: 'check',
    verdict: worst(outcomes.map(({ decision }) => decision.verdict)),
    summary: {
      breaking: count('breaking'),
      warning: count('warning'),
      info: count('info'),
      breaks: findings.filter((one) => counts(one) && one.effect === 'breaks').length,
    },
    checks: outcomes.map(checkOf),
    findings: findings.map(reportFinding),
    coming: comingIn(outcomes),
    notVerified: outcomes.flatMap(({ look }) => look.notVerified),
    ...(recurrences.length > 0 ? { recurrences } : {}),
    ...(factors.length > 0 ? { factors } : {}),
  };
}

function checkOf({ look, decision, seenBefore, statusPage }: CheckOutcome): ReportCheck {
  const seen = lastSeen(look, seenBefore ?? (() => null));
  return {
    partner: look.partner,
    environment: look.environment,
    verdict: decision.verdict,
    at: look.at,
    sources: decision.sources,
    coverage: look.coverage,
    ...(Object.keys(seen).length > 0 ? { lastSeen: seen } : {}),
    ...(look.made ? { made: look.made } : {}),
    ...(look.vantage === undefined ? {} : { vantage: look.vantage }),
    ...(look.seenFrom ? { seenFrom: look.seenFrom } : {}),
    ...(statusPage ? { statusPage: pageOf(statusPage) } : {}),
  };
}

/** Without the titles that they give their incidents. */
function pageOf({ state, since, at, incidents }: PageSighting): ReportPage {
  return { state, since, at, incidents: incidents.length };
}

/** Each change once, as the last look that shows it has it. */
function eachOnce<T extends { partner: string; change: string }>(found: readonly T[]): T[] {
  return [...new Map(found.map((one) => [`${one.partner} ${one.change}`, one])).values()];
}

/** What is coming, one record for each subject of a partner, whatever number of looks tell of it. */
function comingIn(outcomes: readonly CheckOutcome[]): Coming[] {
  return [...groupBy(outcomes, ({ look }) => look.partner)].flatMap(([partner, looks]) => {
    const coming = looks.flatMap(({ look, decision }) =>
      look.coming.map((one) => ({ ...one, change: one.change ?? changeOf(one.driftKey, decision) })),
    );
    const today = looks.map(({ look }) => look.at).sort()[0] as string;
    const merged = mergeComing(coming.filter(isRecord), today);
    return [...coming.filter((one) => !isRecord(one)), ...merged].map((one) => ({ partner, ...one }));
  });
}

/** The change that this very look put a drift into. */
function changeOf(driftKey: string | null, { findings }: Decision): string | null {
  return findings.find((one) => one.driftKey === driftKey)?.change ?? null;
}

function reportFinding(finding: Decision['findings'][number]): ReportFinding {
  const { alsoIn, partial, firstConfirmed, witness, ...kept } = finding;
  return {
    ...kept,
    subject: formatSubject(finding.subject),
    message: messageOf(finding.rule, finding.args, finding.subject),
    witness: witness ?? null,
  };
}
