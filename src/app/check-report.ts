import type { Finding } from '../core/drift/finding.ts';
import { formatSubject } from '../core/drift/subject.ts';
import { counts, worst } from '../core/drift/verdict.ts';
import type { Decision, Look } from '../core/lifecycle/types.ts';
import { messageOf } from '../core/report/messages/messages.ts';
import type { Report, ReportFinding } from '../core/report/types.ts';

/** One check that was carried out. */
export interface CheckOutcome {
  look: Look;
  decision: Decision;
}

/** Puts the outcomes of all checks of a run into one report (`forewarn.report/1`). */
export function checkReport(outcomes: readonly CheckOutcome[]): Report {
  const findings = outcomes.flatMap(({ decision }) => decision.findings);
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
    checks: outcomes.map(({ look, decision }) => ({
      partner: look.partner,
      environment: look.environment,
      verdict: decision.verdict,
      at: look.at,
      sources: decision.sources,
      coverage: look.coverage,
    })),
    findings: findings.map(reportFinding),
    coming: outcomes.flatMap(({ look, decision }) =>
      look.coming.map((one) => ({ ...one, change: one.change ?? changeOf(one.driftKey, decision) })),
    ),
    notVerified: outcomes.flatMap(({ look }) => look.notVerified),
  };
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
