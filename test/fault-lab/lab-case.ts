import type { CheckOutcome } from '../../src/app/check-report.ts';
import { counts } from '../../src/core/drift/verdict.ts';
import type { FailureClass } from '../../src/core/exchange/types.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { Reply } from '../../src/local/disturb/reply.ts';
import type { Arrangement } from '../../src/local/disturb/types.ts';
import { exitOf } from '../e2e/exit-code.ts';
import { type LabRequest, operationOf } from './depot-answers.ts';
import { OPERATIONS, type OperationName } from './depot-document.ts';
import { DEPOT_PACT } from './depot-usage.ts';
import { type Disturbance, disturbed } from './disturbance.ts';
import { lookAt } from './lab-look.ts';
import { startLabServer } from './lab-server.ts';
import { trustLoopback } from './trust-loopback.ts';

/** What is true of the partner at some of its operations. */
export type Truth = 'outage' | 'drift' | 'well';

/** One thing that is so in a look. */
export interface Item {
  truth: Truth;
  disturbance: Disturbance;
  at: readonly OperationName[];
  arrangement: Arrangement;
}

/** What was told of an operation: a class where it could not be checked. */
export type Told = 'green' | 'drift' | FailureClass;

/** One look at a partner that is disturbed, and what was told of each item at each of its operations. */
export interface LabCase {
  items: Item[];
  told: Told[][];
  /** The exit code of `check`. */
  exit: number;
  outcome: CheckOutcome;
}

const DOCUMENT_PATH = '/openapi.json';

/** Sets the partner up, looks once, and says what was told. `published`: what it answers for its document, where it has one. */
export async function runCase(
  items: Item[],
  more: { verifier?: boolean; published?: Reply } = {},
): Promise<LabCase> {
  const { published, ...how } = more;
  trustLoopback();
  const first = (key: 'tls' | 'url' | 'lookMs') =>
    items.find(({ arrangement }) => arrangement[key] !== undefined)?.arrangement;
  const disturb = disturbed(items.map(({ at, arrangement }) => ({ at, react: arrangement.react })));
  const react = (request: LabRequest) =>
    published && request.path === DOCUMENT_PATH ? published : disturb(request);
  const server = await startLabServer(react, first('tls')?.tls);
  try {
    const url = first('url')?.url?.(server.url) ?? server.url;
    const [only] = items;
    const short = items.length === 1 ? only?.arrangement.lookMs : undefined;
    const outcome = await lookAt({
      url,
      ...(short === undefined ? {} : { lookMs: short }),
      ...(published ? { published: `${url}${DOCUMENT_PATH}` } : {}),
      ...how,
    });
    const told = items.map(({ at }) => at.map((name) => toldOf(outcome, name)));
    return { items, told, exit: exitOf(outcome), outcome };
  } finally {
    await server.close();
  }
}

/** What the exit code of a look has to be: 1 for a change, whatever else there is; 3 for what was not seen; else 0. */
export function dueExit(items: readonly Item[]): number {
  if (items.some(({ truth }) => truth === 'drift')) return 1;
  return items.some(({ disturbance }) => !disturbance.told.includes('green')) ? 3 : 0;
}

const BY_DESCRIPTION = new Map(
  (DEPOT_PACT.interactions as JsonObject[]).map((one) => {
    const { method, path } = one.request as { method: string; path: string };
    return [one.description as string, operationOf(method, path)];
  }),
);

/** What a check told of one operation: a change that counts, else the first class, else nothing. */
export function toldOf({ look, decision }: CheckOutcome, name: OperationName): Told {
  const operation = OPERATIONS[name];
  const changed = decision.findings.some(
    (finding) =>
      counts(finding) &&
      finding.inForce &&
      `${finding.operation?.method} ${finding.operation?.path}` === operation,
  );
  if (changed) return 'drift';
  const unseen = look.notVerified.find(
    (one) =>
      one.source === 'live' &&
      (one.interaction === null
        ? one.operation === null || one.operation === operation.replace('{id}', '{}')
        : BY_DESCRIPTION.get(one.interaction) === name),
  );
  return unseen?.class ?? 'green';
}
