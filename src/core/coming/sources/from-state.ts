import type { AssessInput } from '../../drift/assess/types.ts';
import { neighbour } from '../../drift/stage.ts';
import { operationOf, parseSubject } from '../../drift/subject.ts';
import { touchesUs } from '../../drift/verdict.ts';
import { isOpen } from '../../ledger/apply-drift.ts';
import { type DriftFacts, environmentKey } from '../../ledger/types.ts';
import { exceptionFor } from '../exceptions.ts';
import { estimateOf, lagBetween } from '../lag.ts';
import type { ComingSource } from '../types.ts';
import { levelOf, saysOf } from './from-findings.ts';
import type { ComingLook, Told } from './look.ts';

/** What earlier looks knew to be coming and this one could not judge: it still is. */
export function* fromState({ input, findings, judged }: ComingLook): Generator<Told> {
  const seen = new Set(findings.map(({ driftKey }) => driftKey));
  for (const { driftKey, change, environments } of Object.values(input.state.drifts)) {
    for (const [key, life] of Object.entries(environments)) {
      const { facts, state } = life;
      if (state !== 'confirmed' || facts.inForce || !touchesUs(facts)) continue;
      if (looksAt(input, key) && (seen.has(driftKey) || judged(driftKey, facts.source))) continue;
      if (!looksAt(input, key) && !looksNowhere(input)) continue;
      if (exceptionFor(facts, change, input)) continue;
      const { on = null, known = 'document' } = facts.coming ?? {};
      const source = sourceOf(facts, change, key || null);
      yield { subject: facts.subject, source: { ...source, known, on: on?.slice(0, 10) ?? null } };
    }
  }
}

/** What is in force in an environment that is ahead and has not arrived in the one that it is ahead of. */
export function* fromAhead({ input, findings }: ComingLook): Generator<Told> {
  const inForce = new Set(findings.filter((one) => one.inForce).map(({ driftKey }) => driftKey));
  for (const { ahead, target } of pairsOf(input)) {
    const lag = lagBetween(input.state, ahead, target);
    for (const { driftKey, change, environments } of Object.values(input.state.drifts)) {
      const life = environments[ahead];
      if (life?.state !== 'confirmed' || !life.facts.inForce || !touchesUs(life.facts)) continue;
      const there = environments[target];
      if (inForce.has(driftKey) || (isOpen(there) && there.facts.inForce)) continue;
      if (exceptionFor(life.facts, change, input)) continue;
      const since = (life.inForceSince ?? life.since).slice(0, 10);
      const source = sourceOf(life.facts, change, target);
      yield {
        subject: life.facts.subject,
        source: { ...source, known: 'sandbox', on: null, since },
        estimate: lag && estimateOf(lag, since, input.now),
      };
    }
  }
}

/** Days that the ledger keeps of what this look could not read again: of documents, feeds. */
export function* fromKeptDates({ input }: ComingLook): Generator<Told> {
  for (const [key, { coming = {} }] of Object.entries(input.state.environments)) {
    if (!looksAt(input, key) && !looksNowhere(input)) continue;
    for (const [subject, { on, known }] of Object.entries(coming)) {
      if (!isUnread(known, input)) continue;
      const parsed = parseSubject(subject);
      if (!parsed) continue;
      const used = input.usage.operations.find((one) => one.key === operationOf(parsed));
      if (!used) continue;
      yield {
        subject,
        source: {
          known,
          environment: key || null,
          says: 'ends',
          what: 'removed',
          on,
          since: null,
          level: 'breaking',
          driftKey: null,
          change: null,
          operation: `${used.operation.method} ${used.operation.path}`,
        },
      };
    }
  }
}

function isUnread(known: ComingSource['known'], { published, heard }: AssessInput): boolean {
  if (known === 'document') return published.kind !== 'read';
  return known === 'feed' && heard === undefined;
}

/** What a difference that the ledger keeps says, without a date. */
export function sourceOf(facts: DriftFacts, change: string | null, environment: string | null): ComingSource {
  return {
    known: 'document',
    environment,
    says: saysOf(facts),
    what: facts.rule,
    args: facts.args,
    on: null,
    since: null,
    level: levelOf(facts, facts.effect),
    driftKey: facts.driftKey,
    change,
    operation: facts.operation ? `${facts.operation.method} ${facts.operation.path}` : null,
  };
}

/** True for a look at the environment of that key. */
export function looksAt(input: AssessInput, key: string): boolean {
  return environmentKey(input.environment) === key;
}

/** A look at no environment and no document tells of all of them from what is known. */
export function looksNowhere(input: AssessInput): boolean {
  return input.environment === null && input.observation === null && input.published.kind === 'none';
}

/** The environments whose release order this look tells of. */
function pairsOf(input: AssessInput): { ahead: string; target: string }[] {
  if (looksNowhere(input))
    return input.agreement.environments.flatMap(({ name, aheadOf }) =>
      aheadOf ? [{ ahead: name, target: aheadOf }] : [],
    );
  const beside = neighbour(input.agreement, input.environment);
  return beside?.role === 'late' && input.environment !== null
    ? [{ ahead: beside.name, target: input.environment }]
    : [];
}
