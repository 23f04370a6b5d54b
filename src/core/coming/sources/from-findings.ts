import type { Difference } from '../../drift/difference.ts';
import type { Effect, Finding } from '../../drift/finding.ts';
import { formatSubject, operationOf } from '../../drift/subject.ts';
import { touchesUs } from '../../drift/verdict.ts';
import type { ComingFact } from '../../exchange/lifecycle-headers.ts';
import type { ComingSource } from '../types.ts';
import { isHeard } from './from-words.ts';
import type { ComingLook, Told } from './look.ts';

/** Rules that headers of answers are told by. */
const BY_HEADER: Record<string, ComingSource['known']> = {
  'sunset-announced': 'sunset header',
  'deprecation-announced': 'deprecation header',
};

/**
 * Differences of this look that are announced and not in force, with the day that each gives; and what the same
 * answers say beside it.
 */
export function* fromFindings({ input, findings }: ComingLook): Generator<Told> {
  const facts = new Map(input.headers.map((fact) => [fact.operation, fact]));
  for (const finding of findings) {
    if (finding.cell !== 'announced' || finding.suppressed || !touchesUs(finding)) continue;
    if (isHeard(finding.rule)) continue; // said by the words themselves
    const subject = formatSubject(finding.subject);
    const source: ComingSource = {
      known: (finding.source === 'headers' && BY_HEADER[finding.rule]) || 'document',
      environment: finding.environment,
      says: saysOf(finding),
      what: finding.rule,
      args: finding.args,
      on: dateOf(finding),
      since: null,
      level: levelOf(finding, finding.effect),
      driftKey: finding.driftKey,
      change: input.state.drifts[finding.driftKey]?.change ?? null,
      operation: finding.operation ? `${finding.operation.method} ${finding.operation.path}` : null,
    };
    const isHeader = finding.source === 'headers' || finding.alsoIn?.includes('headers');
    const fact = isHeader ? facts.get(operationOf(finding.subject)) : undefined;
    yield { subject, source: fact?.links ? { ...source, links: fact.links } : source };
    if (fact) for (const beside of besideOf(fact, source)) yield { subject, source: beside };
  }
}

/** The ISO day that a difference gives, or null. */
function dateOf({ args }: Finding): string | null {
  const on = args.on ?? args.sunset;
  return typeof on === 'string' ? on.slice(0, 10) : null;
}

/** What headers say beside what the finding says: other days, and from when it is deprecated. */
function* besideOf(fact: ComingFact, told: ComingSource): Generator<ComingSource> {
  const { args: _, ...source } = told;
  const days = [...(fact.on === null ? [] : [fact.on]), ...(fact.others ?? [])];
  for (const on of days)
    if (on !== source.on || source.known !== 'sunset header')
      yield { ...source, known: 'sunset header', says: 'ends', what: 'removed', on };
  if (fact.deprecatedOn !== undefined)
    yield {
      ...source,
      known: 'deprecation header',
      says: 'deprecated',
      what: 'deprecated',
      on: fact.deprecatedOn,
    };
}

/** What a difference says will become of its subject. */
export function saysOf({ rule, facet }: Pick<Difference, 'rule'> & { facet: string }): ComingSource['says'] {
  if (facet === 'sunset' || rule.includes('sunset') || rule.includes('removed')) return 'ends';
  return facet === 'deprecated' ? 'deprecated' : 'changes';
}

/** What notice is agreed for: what breaks us as breaking, also that something we use goes; else as a warning. */
export function levelOf(
  of: Pick<Difference, 'rule' | 'level'> & { facet: string },
  effect: Effect,
): ComingSource['level'] {
  if (effect === 'unknown') return of.level === 'breaking' ? 'breaking' : 'warning';
  return effect === 'breaks' || saysOf(of) === 'ends' ? 'breaking' : 'warning';
}
