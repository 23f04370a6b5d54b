import { withFirstRecord, withMoves } from '../../coming/kept-dates.ts';
import { mergeComing } from '../../coming/merge.ts';
import { type ComingRecord, recordOf } from '../../coming/record.ts';
import { fromAnswers } from '../../coming/sources/from-answers.ts';
import { fromDocuments } from '../../coming/sources/from-documents.ts';
import { fromFindings } from '../../coming/sources/from-findings.ts';
import { fromAhead, fromKeptDates, fromState } from '../../coming/sources/from-state.ts';
import { fromWords, isHeard } from '../../coming/sources/from-words.ts';
import type { ComingLook } from '../../coming/sources/look.ts';
import type { PartnerState } from '../../ledger/types.ts';
import { formatSubject, operationOf, parseSubject } from '../subject.ts';
import type { AssessInput } from './types.ts';

/**
 * What will change for us and when it is known to: one record per subject, merged from headers, marks in documents,
 * differences that are announced, the agreement's `announced`, feeds, an environment that is ahead, and, where this
 * look could not judge, what earlier looks knew. What is in force here is not coming any more, nor is what we took over
 * as agreed.
 */
export function comingOf(look: ComingLook): ComingRecord[] {
  const { input, findings } = look;
  const here = new Set(
    findings.filter((one) => one.inForce && !one.suppressed).map(({ subject }) => formatSubject(subject)),
  );
  const agreed = acceptedSubjects(input.state);
  const words = [...fromWords(look)];
  const said = new Set(words.map(({ source }) => source.driftKey));
  const told = [
    ...fromFindings(look),
    ...[...fromState(look)].filter(({ source }) => !isHeard(source.what) || !said.has(source.driftKey)),
    ...fromKeptDates(look),
    ...fromDocuments(look),
    ...words,
    ...fromAnswers(look),
    ...fromAhead(look),
  ]
    .filter(({ subject, source }) => source.driftKey !== null || !here.has(subject))
    .filter(({ subject }) => !agreed.has(subject));
  const records = told.map(({ subject, source, estimate }) => {
    const known = withFirstRecord(subject, source, input.state, source.environment ?? input.environment);
    return recordOf(subject, known, input, estimate);
  });
  return mergeComing(records, input.now).map((one) =>
    named(
      withMoves(one, input.state, { ...input, environment: one.environment ?? input.environment }),
      input,
    ),
  );
}

/** What of a partner's changes was taken over as agreed, in whichever environment. */
function acceptedSubjects({ drifts }: PartnerState): Set<string> {
  const lives = Object.values(drifts).flatMap(({ environments }) => Object.values(environments));
  return new Set(lives.filter(({ state }) => state === 'accepted').map(({ facts }) => facts.subject));
}

/** With the summary of its operation, which people know it by. */
function named(record: ComingRecord, { usage }: AssessInput): ComingRecord {
  const subject = parseSubject(record.subject);
  const used = subject && usage.operations.find(({ key }) => key === operationOf(subject));
  return used?.operation.summary ? { ...record, summary: used.operation.summary } : record;
}
