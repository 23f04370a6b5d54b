import { parseSubject } from '../../drift/subject.ts';
import type { JsonObject } from '../../json.ts';
import type { DriftFacts, PartnerState } from '../../ledger/types.ts';
import { answerBy, answersFor, type MessageOf, type SectionInput } from './notice-sections.ts';

/** A notice of a change as data (`forewarn.notice/1`): what its text says, and no more than that side may see. */
export function noticeData(input: SectionInput, state: PartnerState): JsonObject {
  const { due, change, facts, at, agreement } = input;
  const { side } = due;
  const answers = answersFor(input).map(({ kind, on, at: when, ...of }) => ({
    kind,
    side: of.side,
    on,
    at: when,
  }));
  return {
    schema: 'forewarn.notice/1',
    id: due.id,
    partner: agreement.partner,
    side,
    step: due.step,
    change: change.ref,
    occurrence: change.occurrence,
    at,
    environments: facts.environments.map(({ name, cell, since }) => ({ name: name || null, cell, since })),
    takesEffect: facts.date ? { on: facts.date.on, known: facts.date.known } : null,
    ...(facts.said.length > 0 ? { said: facts.said.map((one) => ({ ...one })) } : {}),
    ...(facts.links.length > 0 ? { links: facts.links.map((one) => ({ ...one })) } : {}),
    ...(facts.date?.history ? { notice: { ...facts.date.history.notice } } : {}),
    differences: facts.drifts.map((one) => difference(one, input.messageOf, side === 'ours')),
    ...(answers.length > 0 ? { answers } : {}),
    ...(due.ahead ? { ahead: { ...due.ahead } } : {}),
    ledger: { seq: state.seq, head: state.head },
    ...(side === 'ours'
      ? {
          others: change.others,
          ...(facts.recurrence ? { recurrence: { ...facts.recurrence } } : {}),
          journeys: facts.journeys.map(({ id, title, hurts }) => ({ id, title, hurts })),
          startBy: facts.date?.startBy ?? null,
          ...(facts.estimate ? { estimate: { ...facts.estimate } } : {}),
          late: facts.date?.late ?? false,
        }
      : due.step === 'answered'
        ? {}
        : { answerBy: answerBy(input) }),
  };
}

function difference(drift: DriftFacts, messageOf: MessageOf, ours: boolean): JsonObject {
  const subject = parseSubject(drift.subject);
  return {
    rule: drift.rule,
    subject: drift.subject,
    operation: drift.operation ? { ...drift.operation } : null,
    message: subject ? messageOf(drift.rule, drift.args, subject) : drift.rule,
    fingerprint: drift.fingerprint,
    ...(ours ? { effect: drift.effect, severity: drift.severity } : {}),
  };
}
