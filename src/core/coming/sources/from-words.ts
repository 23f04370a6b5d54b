import {
  formatSubject,
  normalisePath,
  operationKey,
  operationOf,
  parseSubject,
  type Subject,
} from '../../drift/subject.ts';
import type { Usage, UsedOperation } from '../../usage/types.ts';
import { exceptionAt } from '../exceptions.ts';
import type { ComingSource } from '../types.ts';
import type { ComingLook, Told } from './look.ts';

type SaidInWords = Exclude<ComingSource['says'], 'ready'>;
type Said = Pick<ComingLook, 'input' | 'findings'>;

/** The rules by which words of the agreement are differences of their own. */
export const HEARD_RULES = { ends: 'end-heard', changes: 'change-heard' } as const;

const HEARD: ReadonlySet<string> = new Set(Object.values(HEARD_RULES));

/** True for a difference that is words of the agreement: they tell of it themselves. */
export function isHeard(rule: string): boolean {
  return HEARD.has(rule);
}

/**
 * What we heard by other ways: the agreement's `announced`, and passages of feeds. It counts where it names an
 * operation that we use, and until its day has passed.
 */
export function* fromWords({ input, findings }: ComingLook): Generator<Told> {
  const today = input.now.slice(0, 10);
  const heard = [
    ...input.agreement.announced.map((one) => ({
      ...one,
      known: 'agreement' as const,
      at: null,
      read: undefined,
    })),
    ...(input.heard ?? []).map((one) => ({ ...one, known: 'feed' as const, heard: null })),
  ];
  for (const { what, change, on, known, heard: how, at, read } of heard) {
    const place = placeOf(what, input.usage);
    if (!place || (on !== null && on.slice(0, 10) < today)) continue;
    if (exceptionAt(place.subject, place.used.operation, input)) continue;
    const says = saysOf(change);
    // Words about an operation that do not end it are a change of their own.
    const isOther = says === 'changes' && place.subject.section === 'operation';
    const own = known === 'agreement' ? ownDrift(place.subject, says, { input, findings }) : null;
    yield {
      subject: `${formatSubject(place.subject)}${isOther ? ` ${change.slice(0, 80)}` : ''}`,
      source: {
        known,
        environment: known === 'feed' ? null : input.environment,
        says,
        what: change,
        on: on?.slice(0, 10) ?? null,
        since: at?.slice(0, 10) ?? null,
        level: says === 'ends' ? 'breaking' : 'warning',
        driftKey: own,
        change: own === null ? null : (input.state.drifts[own]?.change ?? null),
        operation: what,
        ...(how ? { heard: how } : {}),
        ...(read ? { read } : {}),
      },
    };
  }
}

/** The key of the difference that words of the agreement are: in this look, else as the ledger knows it. */
function ownDrift(subject: Subject, says: SaidInWords, { input, findings }: Said): string | null {
  if (says === 'deprecated') return null;
  const at = formatSubject(subject);
  const rule = HEARD_RULES[says];
  const now = findings.find((one) => one.rule === rule && formatSubject(one.subject) === at);
  if (now) return now.suppressed ? null : now.driftKey;
  const known = Object.values(input.state.drifts).find(({ environments }) =>
    Object.values(environments).some(
      ({ facts, state }) => state === 'confirmed' && facts.rule === rule && facts.subject === at,
    ),
  );
  return known?.driftKey ?? null;
}

/** What becomes of a place by the words about it. */
export function saysOf(change: string): SaidInWords {
  if (/\b(remov|delet|sunset|retir|gone|goes|ends?\b|turned off|switched off|shut)/i.test(change))
    return 'ends';
  return /^\s*deprecat/i.test(change) ? 'deprecated' : 'changes';
}

/** The used place that words name: an operationId, `METHOD /path`, or a subject as findings are named by. */
export function placeOf(
  what: string,
  { operations }: Usage,
): { subject: Subject; used: UsedOperation } | null {
  const [method = '', path = ''] = what.trim().split(/\s+/);
  const named = operations.find(
    ({ key, operation }) => what === operation.operationId || key === operationKey(method, path),
  );
  if (!named) return null;
  const parsed = parseSubject(what.trim());
  const subject = parsed && { ...parsed, path: normalisePath(parsed.path) };
  if (subject && operationOf(subject) === named.key) return { subject, used: named };
  const [verb = '', template = ''] = named.key.split(' ');
  return { subject: { method: verb, path: template, section: 'operation', location: '' }, used: named };
}
