import type { Journey } from '../agreement/types.ts';
import type { Difference } from '../drift/difference.ts';
import type { Affected, Effect } from '../drift/finding.ts';
import { isSentToUs, operationKey, operationOf, type Subject } from '../drift/subject.ts';
import { effectOnDocument } from './effect-on-document.ts';
import { effectOnUse } from './effect-on-use.ts';
import { readLocation } from './location.ts';
import { touchedBy } from './touched.ts';
import type { Usage, UsageGrade, UsedBy, UsedOperation } from './types.ts';

/** What a difference does to us, how well we know it, and which interactions it touches. */
export interface Weight {
  effect: Effect;
  usageGrade: UsageGrade;
  affects: Affected[];
}

const NOT_KNOWN: Weight = { effect: 'unknown', usageGrade: 'unknown', affects: [] };

const BY_STRENGTH: Effect[] = ['none', 'loosens', 'unknown', 'may-break', 'breaks'];
const BY_GRADE: UsageGrade[] = ['pact', 'recorded', 'declared', 'mentioned', 'unknown'];

/**
 * Weighs a difference by what we use. Never less for more usage: the strongest effect on any one use counts.
 *
 * @param journeys those with steps on this partner; a step on an operation counts the whole operation.
 * @param partner where given, only the steps on it count.
 */
export function effectOf(
  difference: Difference,
  usage: Usage,
  journeys: readonly Journey[] = [],
  partner: string | null = null,
): Weight {
  const steps = journeys.flatMap((journey) =>
    journey.steps
      .filter((step) => partner === null || step.partner === partner)
      .map((step) => ({ ...step, journey: journey.id })),
  );
  const walked = steps.filter((step) => step.operation !== null && isOn(difference, step.operation));
  // Of what they send us only the messages of a pact tell what we read; of what we answer nothing does.
  const isSent = isSentToUs(difference.subject) && usage.operations.some((one) => isAt(difference, one.key));
  if (!isSent && /^(webhook|callback|message):/.test(difference.subject.path)) return NOT_KNOWN;
  if (isOfSent(difference.subject, usage)) return effectOfSent(difference, usage);
  const uses: UsedBy[] = usage.operations.filter((one) => isAt(difference, one.key)).flatMap((one) => one.by);
  const isMentioned = uses.some((use) => use.grade === 'mentioned');
  if (!usage.known && walked.length === 0 && !isSent && !isMentioned) return NOT_KNOWN;
  if (difference.subject.method === '*' && difference.subject.path === '*') {
    return {
      effect: effectOnDocument(difference, usage),
      usageGrade: bestGrade(usage.operations),
      affects: [],
    };
  }
  const all = walked.length > 0 ? [...uses, WALKED] : uses;
  const felt = all.map((use) => ({ use, effect: effectOnUse(difference, use, usage) }));
  const journeysOf = (use: UsedBy) => [
    ...new Set(
      steps
        .filter(
          (step) =>
            walked.includes(step) || (use.interaction !== null && step.interaction === use.interaction),
        )
        .map((step) => step.journey),
    ),
  ];
  return {
    effect: strongest(felt.map(({ effect }) => effect)),
    usageGrade: all.length > 0 ? best(all.map((use) => use.grade)) : bestGrade(usage.operations),
    affects: felt
      .filter(({ use, effect }) => effect !== 'none' && (use !== WALKED || uses.length === 0))
      .map(({ use }) => ({
        pact: use.pact,
        interaction: use.interaction,
        journeys: journeysOf(use),
        ...fieldsOf(difference, use),
      })),
  };
}

/** True for a webhook as a whole, and for a callback that a message is; any other is a part of its operation. */
function isOfSent({ location }: Subject, usage: Usage): boolean {
  if (location.startsWith('webhook:')) return true;
  return location.startsWith('callback:') && usesOfSent(location, usage).length > 0;
}

function usesOfSent(name: string, usage: Usage): UsedBy[] {
  return usage.operations.filter(({ key }) => key.endsWith(` ${name}`)).flatMap(({ by }) => by);
}

/** A webhook that goes is felt where a message of a pact is it. */
function effectOfSent({ subject, rule }: Difference, usage: Usage): Weight {
  const ours = usesOfSent(subject.location, usage);
  if (ours.length === 0)
    return usage.known
      ? { ...NOT_KNOWN, effect: 'none', usageGrade: bestGrade(usage.operations) }
      : NOT_KNOWN;
  return {
    effect: rule.endsWith('-removed') ? 'breaks' : 'none',
    usageGrade: 'pact',
    affects: ours.map(({ pact, interaction }) => ({ pact, interaction, journeys: [] })),
  };
}

/** Most places that are listed of one interaction. */
const MOST_FIELDS = 20;

/** Where a use looks at what differs; nothing where only the operation as such counts. */
function fieldsOf({ subject }: Difference, use: UsedBy): Pick<Affected, 'fields'> {
  const part = isSentToUs(subject) ? 'response' : subject.section;
  if (part !== 'request' && part !== 'response') return {};
  const { at, below } = touchedBy(use, part, readLocation(subject.location));
  const fields = [...at, ...below].slice(0, MOST_FIELDS);
  return fields.length > 0
    ? { fields: fields.map(({ of, location, match }) => ({ part, of, location, match })) }
    : {};
}

/** A journey goes over the operation: all of it counts. */
const WALKED: UsedBy = {
  grade: 'declared',
  pact: null,
  interaction: null,
  status: null,
  requestMedia: null,
  responseMedia: null,
  fields: null,
};

function isAt(difference: Difference, key: string): boolean {
  const { method, path } = difference.subject;
  return method === '*' ? key.endsWith(` ${path}`) : key === operationOf(difference.subject);
}

function isOn(difference: Difference, name: string): boolean {
  if (difference.operation?.operationId === name) return true;
  const [method, path] = name.split(/\s+/);
  return method !== undefined && path !== undefined && isAt(difference, operationKey(method, path));
}

function strongest(effects: Effect[]): Effect {
  return effects.reduce<Effect>(
    (most, effect) => (BY_STRENGTH.indexOf(effect) > BY_STRENGTH.indexOf(most) ? effect : most),
    'none',
  );
}

function bestGrade(operations: readonly UsedOperation[]): UsageGrade {
  return best(operations.flatMap((one) => one.by.map((use) => use.grade)));
}

function best(grades: UsageGrade[]): UsageGrade {
  return BY_GRADE.find((grade) => grades.includes(grade)) ?? 'unknown';
}
