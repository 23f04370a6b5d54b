import type { LivePlan, PartnerClient } from '../../app/ports.ts';
import type { DeclaredUse } from '../../core/agreement/types.ts';
import { operationKey } from '../../core/drift/subject.ts';
import type { Failure, LiveObservation } from '../../core/exchange/types.ts';
import { matchOperation } from '../../core/openapi/document/match-operation.ts';
import type { Operation } from '../../core/openapi/document/types.ts';
import { declaredOperation } from '../../core/usage/usage-of.ts';
import { type UseRequest, useRequest } from '../../core/usage/use-request.ts';

type UseOutcome = LiveObservation['uses'][number];
type Outcome = Omit<UseOutcome, 'operation'>;

/** A declared use and the call that would exercise it. */
export type PlannedUse =
  | { key: string; operation: Operation; request: UseRequest & { ok: true } }
  | { key: string; outcome: Outcome };

const SAFE = new Set(['GET', 'HEAD']);

/**
 * The declared uses that no pact covers: with the call to make, or with why there is none. Only safe calls are
 * made, and none for what our code only mentions.
 */
export function planUses({ agreement, baseline, pacts }: LivePlan): PlannedUse[] {
  const covered = new Set(
    pacts
      .flatMap((pact) => pact.interactions)
      .map(({ request }) => matchOperation(baseline, request.method, request.path)?.operation.key),
  );
  return agreement.uses.flatMap((use): PlannedUse[] => {
    if (use.known === 'mentioned') return [];
    const operation = declaredOperation(baseline, use.operation);
    if (!operation) {
      const key = writtenKey(use);
      return [{ key, outcome: notVerified('our-request', 'the agreed document has no such operation') }];
    }
    const { key } = operation;
    if (covered.has(key)) return [];
    if (!SAFE.has(operation.method)) return [{ key, outcome: skipped('mode') }];
    const request = parameters(baseline, operation, use);
    if (!request) return [{ key, outcome: notVerified('our-request', 'its parameters cannot be read') }];
    if (request.ok) return [{ key, operation, request }];
    const names = request.missing.join(', ');
    return [{ key, outcome: notVerified('state-missing', `no value for ${names}: name it under \`with\``) }];
  });
}

/** Makes the planned calls, one after another. */
export async function exerciseUses(
  planned: readonly PlannedUse[],
  client: Pick<PartnerClient, 'call'>,
): Promise<UseOutcome[]> {
  const outcomes: UseOutcome[] = [];
  for (const use of planned) {
    const outcome = 'outcome' in use ? use.outcome : await exercise(use, client);
    outcomes.push({ operation: use.key, ...outcome });
  }
  return outcomes;
}

/** A use that was left out on purpose. */
export function leftUse({ key }: PlannedUse, why: NonNullable<UseOutcome['skipped']>): UseOutcome {
  return { operation: key, ...skipped(why) };
}

async function exercise(
  { key, operation, request }: Extract<PlannedUse, { request: UseRequest }>,
  client: Pick<PartnerClient, 'call'>,
): Promise<Outcome> {
  const { path, query, headers } = request;
  const answer = await client.call({
    purpose: 'use',
    interaction: null,
    use: key,
    method: operation.method,
    path,
    query,
    headers,
    body: null,
    expectedStatus: null,
  });
  if (!answer.sent) return skipped(answer.skipped);
  const { failure } = answer.exchange;
  return failure ? { outcome: 'not-verified', skipped: null, failure } : EXERCISED;
}

const EXERCISED: Outcome = { outcome: 'exercised', skipped: null, failure: null };

function skipped(why: NonNullable<UseOutcome['skipped']>): Outcome {
  return { outcome: 'skipped', skipped: why, failure: null };
}

function notVerified(failureClass: Failure['class'], detail: string): Outcome {
  return { outcome: 'not-verified', skipped: null, failure: { class: failureClass, detail } };
}

function parameters(
  baseline: LivePlan['baseline'],
  operation: Operation,
  use: DeclaredUse,
): UseRequest | null {
  try {
    return useRequest(baseline, operation, use);
  } catch {
    return null;
  }
}

function writtenKey({ operation }: DeclaredUse): string {
  const [method, path] = operation.trim().split(/\s+/);
  return method && path ? operationKey(method, path) : operation;
}
