import type { Finding } from '../../drift/finding.ts';
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

/** The rules by which words of the agreement are differences of their own. */
export const HEARD_RULES = { ends: 'end-heard', changes: 'change-heard' } as const;

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
    const own = known === 'agreement' ? findingOf(place.subject, says, findings) : undefined;
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
        driftKey: own?.driftKey ?? null,
        change: own ? (input.state.drifts[own.driftKey]?.change ?? null) : null,
        operation: what,
        ...(how ? { heard: how } : {}),
        ...(read ? { read } : {}),
      },
    };
  }
}

/** The difference that words of the agreement are in this look. */
function findingOf(
  subject: Subject,
  says: SaidInWords,
  findings: ComingLook['findings'],
): Finding | undefined {
  if (says === 'deprecated') return undefined;
  const at = formatSubject(subject);
  const rule = HEARD_RULES[says];
  return findings.find((one) => one.rule === rule && formatSubject(one.subject) === at && !one.suppressed);
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
