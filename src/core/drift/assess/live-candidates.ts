import type { Agreement } from '../../agreement/types.ts';
import { environmentKey } from '../../ledger/types.ts';
import type { Difference } from '../difference.ts';
import { asPending, isPending } from '../pending.ts';
import { formatSubject, isSentToUs, parseSubject } from '../subject.ts';
import { liveSays, triangulate } from '../triangulate.ts';
import { refuses, sightingsAt } from './sightings.ts';
import type { AssessInput, Candidate, SeenExchange } from './types.ts';

/**
 * What live showed that no change of the published document explains: answers that the baseline or our
 * pact refuses, and requests of ours that are refused though the baseline allows them.
 */
export function* liveCandidates(input: AssessInput): Generator<Candidate> {
  const documents = input.published.kind === 'read' ? 'same' : 'unknown';
  const moved = input.published.kind === 'read' ? input.published.moved : [];
  const explained = new Set(moved.map((one) => formatSubject(one.subject)));
  const known = refusedByKnown(input);
  for (const [at, found] of grouped(input)) {
    if (explained.has(at) || known.has(at)) continue;
    const { subject, facet } = found.difference;
    const refusal = facet === 'refusal' || (subject.section !== 'response' && !isSentToUs(subject));
    // What an open-world reader passes over is no sighting; here the agreement is strict about it, or it is pending.
    const isNoted = found.difference.level === 'info' || isPending(found.difference);
    const says = refusal || isNoted ? 'other' : liveSays(sightingsAt(subject, input.seen));
    const { cell, partial } = triangulate(documents, says);
    if (cell === 'agree' || cell === 'unseen') continue;
    yield { ...found, source: 'live', alsoIn: [], cell, partial };
  }
}

/**
 * Requests that a change of the document, known and in force here, refuses. While the document cannot be
 * read, that change still explains a refusal: it is no second one.
 */
function refusedByKnown({ published, state, environment }: AssessInput): Set<string> {
  if (published.kind !== 'unread') return new Set();
  const refused = Object.values(state.drifts).flatMap((drift): string[] => {
    const life = drift.environments[environmentKey(environment)];
    if (life?.state !== 'confirmed' || !life.facts.inForce || life.facts.facet === REFUSED_FACET.request)
      return [];
    const subject = parseSubject(life.facts.subject);
    if (subject?.section !== 'request') return [];
    const { method, path, section } = subject;
    return [formatSubject({ method, path, section, location: '' })];
  });
  return new Set(refused);
}

type Found = Pick<Candidate, 'difference' | 'shownBy'>;

function grouped({ seen, agreement }: AssessInput): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const one of seen) {
    for (const difference of unexpected(one, agreement.policy.severity)) {
      const at = formatSubject(difference.subject);
      const before = found.get(at);
      const entry = before ?? { difference, shownBy: [] };
      found.set(at, entry);
      // What is relied on speaks before what only will be.
      if (isPending(entry.difference) && !isPending(difference)) entry.difference = difference;
      const interaction = isPending(difference) ? one.interaction : ranInto(one, at);
      if (interaction && !entry.shownBy.some((by) => same(by, interaction))) entry.shownBy.push(interaction);
    }
  }
  return found;
}

/** The interaction that ran into a difference itself: its call was refused, or its pact does not hold there. */
function ranInto(one: SeenExchange, at: string): SeenExchange['interaction'] {
  return one.assessment.kind === 'refused' || refuses(one.mismatches, at) ? one.interaction : null;
}

function unexpected(one: SeenExchange, severity: Agreement['policy']['severity']): Difference[] {
  if (one.assessment.kind === 'not-verified') return [];
  if (one.assessment.kind === 'refused') {
    if (isExplained(one)) return [];
    const refusal = refusalOf(one, one.assessment);
    return [one.pending ? asPending(refusal) : refusal];
  }
  const isStrict = ({ rule }: Difference) => severity[rule] === 'breaking' || severity[rule] === 'warning';
  return [...one.baseline.response, ...one.mismatches].filter(
    (difference) => difference.level !== 'info' || isPending(difference) || isStrict(difference),
  );
}

/** True if the published document refuses something in our request that the baseline allows. */
function isExplained(one: SeenExchange): boolean {
  if (one.assessment.kind !== 'refused' || !one.published) return false;
  if (one.published.operation === null && one.baseline.operation !== null) return true;
  return one.published.request.some(
    (difference) =>
      difference.level !== 'info' && !refuses(one.baseline.request, formatSubject(difference.subject)),
  );
}

/** The difference that a refusal of our call is, where nothing else explains it. */
export function refusalOf(
  one: { baseline: Pick<SeenExchange['baseline'], 'operation'>; exchange: SeenExchange['exchange'] },
  refused: { section: 'request' | 'security' | 'operation' },
): Difference {
  const operation = one.baseline.operation;
  const gone = refused.section === 'operation';
  const [method, path] = (operation?.key ?? `${one.exchange.request.method} *`).split(' ') as [
    string,
    string,
  ];
  return {
    rule: gone ? 'api-removed-without-deprecation' : 'request-refused',
    level: 'breaking',
    direction: gone ? 'none' : 'request',
    subject: { method, path, section: refused.section, location: '' },
    facet: REFUSED_FACET[refused.section],
    args: gone ? {} : { status: one.exchange.response?.status ?? null },
    operation: operation && {
      method: operation.method,
      path: operation.path,
      ...(operation.operationId ? { operationId: operation.operationId } : {}),
      ...(operation.summary ? { summary: operation.summary } : {}),
    },
    pointer: { baseline: operation?.pointer ?? null, observed: null },
    proof: 'structural',
  };
}

const REFUSED_FACET = { request: 'refusal', security: 'security', operation: 'operation' } as const;

function same(a: { pact: string; interaction: string }, b: { pact: string; interaction: string }): boolean {
  return a.pact === b.pact && a.interaction === b.interaction;
}
