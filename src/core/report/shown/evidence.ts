import { parseSubject } from '../../drift/subject.ts';
import type { JsonObject } from '../../json.ts';
import type { Change, DriftFacts, PartnerState } from '../../ledger/types.ts';
import type { ApiDocument } from '../../openapi/document/types.ts';
import { agreedAt } from '../../why/agreed-place.ts';
import { observedAt } from '../../why/observed-place.ts';
import { beforeAfter } from '../before-after.ts';
import { messageOf } from '../messages/messages.ts';
import { operationWords, placeWords } from '../place.ts';
import { plainText } from '../plain-text.ts';
import { agreedWords, observedWords } from '../why/reproduction-text.ts';

/** One difference of a change: what was agreed beside what was seen, in words; no values of an answer. */
export interface EvidenceRow {
  operation: string;
  /** `GET /v1/charges/{id}`; null where it is the API as a whole. */
  call: string | null;
  place: string;
  what: string;
  /** Null: between documents. */
  environment: string | null;
  effect: DriftFacts['effect'];
  agreed: string[];
  seen: string[];
}

/**
 * The evidence of a change, each difference once for each environment.
 *
 * @param on.document the agreed one; null where it cannot be read
 * @param on.exchanges what the looks that showed it kept, by `environment driftKey`; what is not kept is left out
 */
export function evidenceRows(
  change: Change,
  state: PartnerState,
  on: { document: ApiDocument | null; exchanges: ReadonlyMap<string, JsonObject> },
): EvidenceRow[] {
  return change.drifts.flatMap((key) =>
    Object.entries(state.drifts[key]?.environments ?? {}).map(([environment, { facts }]) => {
      const payload = on.exchanges.get(evidenceKey(environment, key)) ?? null;
      const subject = parseSubject(facts.subject);
      const { operation } = facts;
      return {
        operation: operationWords(facts),
        call: operation ? plainText(`${operation.method} ${operation.path}`, 160) : null,
        place: placeWords(facts.subject),
        what: plainText(subject ? messageOf(facts.rule, facts.args, subject) : facts.rule, 240),
        environment: environment === '' ? null : environment,
        effect: facts.effect,
        ...sidesOf(facts, on.document, payload),
      };
    }),
  );
}

/** The name of a drift in an environment (`''`: documents). */
export function evidenceKey(environment: string, driftKey: string): string {
  return `${environment} ${driftKey}`;
}

function sidesOf(
  facts: DriftFacts,
  document: ApiDocument | null,
  payload: JsonObject | null,
): Pick<EvidenceRow, 'agreed' | 'seen'> {
  const values = beforeAfter({
    args: facts.args,
    rule: facts.rule,
    pointer: {
      baseline: /-(added|new)$/.test(facts.rule) ? null : '#',
      observed: isGone(facts) ? null : '#',
    },
  });
  const observed = payload ? observedAt(payload, facts.subject) : null;
  const isThere = observed !== null && (observed.types !== null || !/ response \d/.test(facts.subject));
  return {
    agreed: [
      ...(values ? [plainText(values.before, 200)] : []),
      ...(document ? [agreedWords(agreedAt(document, facts.subject).agreed)] : []),
    ],
    seen: [
      ...(values ? [`${facts.inForce ? '' : 'not there yet: '}${plainText(values.after, 200)}`] : []),
      ...(observed && isThere ? [observedWords(observed)] : []),
    ],
  };
}

function isGone({ rule }: DriftFacts): boolean {
  return /(^|-)removed(-|$)/.test(rule);
}
