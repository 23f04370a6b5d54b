import type { Look } from '../../lifecycle/types.ts';
import { announcesEnd } from '../announces-end.ts';
import type { Finding, SourceName } from '../finding.ts';
import { formatSubject, isSentToUs, parseSubject, type Subject } from '../subject.ts';
import { isInForce, supersedes } from '../triangulate.ts';
import { comingOf } from './coming.ts';
import { documentCandidates } from './document-candidates.ts';
import { headerCandidates } from './header-candidates.ts';
import { withSight } from './hidden-failures.ts';
import { liveCandidates } from './live-candidates.ts';
import { markCandidates } from './mark-candidates.ts';
import { ourCandidates } from './our-candidates.ts';
import { pactCandidates } from './pact-candidates.ts';
import { coverageOf, notVerifiedOf, operationSightOf } from './sight.ts';
import { isOn } from './sightings.ts';
import { medianTime, timeCandidates } from './time-candidates.ts';
import type { AssessInput, Candidate } from './types.ts';
import { weigh } from './weigh.ts';
import { wordCandidates } from './word-candidates.ts';

/**
 * Judges one look: places every difference in the triangulation, weighs it for us, and says what could
 * not be seen. Nothing is decided yet; that needs the drift's life (see `decide`).
 */
export function assess(look: AssessInput): Look {
  const input = withoutExpectations(withSight(look));
  const operations = operationSightOf(input);
  const findings = placed(input).flatMap((candidate) => weigh(candidate, input) ?? []);
  const judged = judgedIn(input, findings);
  return {
    partner: input.agreement.partner,
    environment: input.environment,
    scheduledTime: input.scheduledTime,
    at: input.now,
    findings,
    judged,
    notVerified: notVerifiedOf(input),
    coming: comingOf({ input, findings, judged }),
    coverage: coverageOf(input),
    ...(operations ? { operations } : {}),
    configured: configured(input),
    published: input.published.kind === 'read' ? input.published.document.hash : null,
  };
}

/**
 * Where a pact asks for more than the baseline carries, its failing on live is not a change of the partner's:
 * the expectation itself is what is judged. Of what we sent, that they asked for it is what counts.
 */
function withoutExpectations(input: AssessInput): AssessInput {
  const beyond = new Set(
    input.fits.flatMap((fit) =>
      fit.baseline.map((one) => `${fit.pact} ${fit.interaction} ${formatSubject(one.subject)}`),
    ),
  );
  const seen = input.seen.map((one) => {
    const by = one.interaction ? `${one.interaction.pact} ${one.interaction.interaction}` : '';
    const mismatches = one.mismatches.filter(
      ({ subject }) =>
        (input.ourSide && isSentToUs(subject)) || !beyond.has(`${by} ${formatSubject(subject)}`),
    );
    return { ...one, mismatches };
  });
  return { ...input, seen };
}

/** One source speaks per subject and facet, the others are noted; a `*-behind` cell supersedes all others. */
function placed(input: AssessInput): Candidate[] {
  const all = input.ourSide
    ? [...ourCandidates(input)]
    : [
        ...pactCandidates(input),
        ...documentCandidates(input),
        ...markCandidates(input),
        ...liveCandidates(input),
        ...headerCandidates(input),
        ...wordCandidates(input),
        ...timeCandidates(input),
      ].filter(isNotOverAlready);
  const behind = all.filter((one) => one.cell === 'baseline-behind' || one.cell === 'documents-behind');
  const at = new Map(behind.map((one) => [formatSubject(one.difference.subject), one]));
  const kept = new Map<string, Candidate[]>();
  for (const candidate of all) {
    const subject = formatSubject(candidate.difference.subject);
    const stronger = at.get(subject);
    if (stronger && stronger !== candidate && supersedes(stronger.cell, candidate.cell)) continue;
    const key = `${subject} ${candidate.difference.facet}`;
    const group = kept.get(key) ?? [];
    kept.set(key, group);
    const first = group[0];
    if (!first || first.source === candidate.source) group.push(candidate);
    else if (!first.alsoIn.includes(candidate.source)) first.alsoIn.push(candidate.source);
  }
  return [...kept.values()].flat();
}

/** That a place will go is nothing to tell of one that is seen to be gone. */
function isNotOverAlready({ difference, source }: Candidate, _: number, all: readonly Candidate[]): boolean {
  if (source !== 'headers' || !announcesEnd(difference)) return true;
  const at = formatSubject(difference.subject);
  return !all.some((one) => isInForce(one.cell) && formatSubject(one.difference.subject) === at);
}

/** Whether a source could say anything about a drift in this look: silence means something only then. */
function judgedIn(input: AssessInput, findings: readonly Finding[]): Look['judged'] {
  const present = new Map(findings.map((one) => [one.driftKey, one]));
  const published = input.published.kind === 'read';
  return (driftKey: string, source: SourceName): boolean => {
    const finding = present.get(driftKey);
    if (finding && [finding.source, ...(finding.alsoIn ?? [])].includes(source)) return true;
    if (source === 'documents') return published || input.ourMoves !== undefined;
    if (source === 'pacts') return input.fits.some((fit) => fit.published !== null || !published);
    const facts = Object.values(input.state.drifts[driftKey]?.environments ?? {})[0]?.facts;
    const subject = finding?.subject ?? (facts ? parseSubject(facts.subject) : null);
    if (!subject) return false;
    if (facts?.facet === 'response-time') return medianTime(input.seen) !== null;
    return input.seen.some((one) => one.assessment.kind !== 'not-verified' && reached(one, subject));
  };
}

function reached(one: AssessInput['seen'][number], subject: Subject): boolean {
  if (subject.section !== 'response' && !isSentToUs(subject)) return isOn(one, subject);
  return one.baseline.reaches(subject) || (one.published?.reaches(subject) ?? false);
}

function configured(input: AssessInput): Look['configured'] {
  const live = input.observation !== null;
  return {
    documents: input.published.kind !== 'none' || input.ourMoves !== undefined,
    live,
    // Without a look at live, pacts and declared uses are still held against the baseline.
    pacts: input.fits.length > 0 || (!live && input.usage.operations.length > 0),
    headers: live && !input.observation?.recordedAlone,
  };
}
