import { join } from 'node:path';
import { pactText } from '../adapters/pact/write-pact.ts';
import type { ApiDocument, Operation } from '../core/openapi/document/types.ts';
import type { ProposedInteraction } from '../core/pact/proposed.ts';
import { operationCall } from '../core/report/observe-lines.ts';
import { plainText } from '../core/report/plain-text.ts';
import { proposeInteractions } from '../local/first-pact/propose-interactions.ts';
import { leftBefore } from './init-uses.ts';
import type { CliIo } from './io.ts';

/** A first pact, ready to be written, and the operations that it has. */
export interface FirstPact {
  text: string;
  operations: readonly Operation[];
  /** What of the chosen operations it does not have, and why, for people. */
  left: string[];
  /** Interactions that ask for one record, which may be there in the document's example alone. */
  records: string[];
}

/**
 * Makes a first pact of the document's examples where it is wanted: by `--pact`, or by the person at the terminal.
 *
 * @returns null where it is not wanted, or the document says too little about every operation
 * @throws ForewarnError `usage` where the person leaves
 */
export async function firstPact(
  document: ApiDocument,
  uses: readonly Operation[],
  on: { wanted: boolean | undefined; consumer: string; provider: string },
  io: Pick<CliIo, 'ask' | 'err' | 'progress'>,
): Promise<FirstPact | null> {
  if (on.wanted === false || (on.wanted === undefined && !io.ask)) return null;
  const { proposed, left } = proposeInteractions(document, uses);
  const why = left.map((one) => `${operationCall(one.operation)}: ${plainText(one.why)}`);
  if (proposed.length === 0) {
    if (on.wanted) io.err(`No pact can be proposed:\n${why.map((line) => `  ${line}\n`).join('')}`);
    return null;
  }
  if (on.wanted === undefined && io.ask && !(await isWanted(proposed.length, uses.length, io.ask)))
    return null;
  io.progress?.('writing a first pact');
  const text = await pactText(proposed, on);
  io.progress?.('');
  const keys = new Set(proposed.map(({ operation }) => operation.key));
  const records = proposed.filter(({ operation }) => operation.path.includes('{')).map(recordLine);
  return { text, operations: uses.filter(({ key }) => keys.has(key)), left: why, records };
}

async function isWanted(count: number, of: number, ask: NonNullable<CliIo['ask']>): Promise<boolean> {
  const some = count === 1 ? '1 of these operations' : `${count} of these operations`;
  const what = count < of ? some : of === 1 ? 'this operation' : 'these operations';
  const answer = await ask(
    `Propose a first pact for ${what}, from the document's examples? Without it, every field counts [Y/n]: `,
  );
  if (answer === null) throw leftBefore();
  return !/^\s*n/i.test(answer);
}

function recordLine({ description, request }: ProposedInteraction): string {
  return `${plainText(description)}: ${request.method} ${plainText(request.path)}`;
}

/** Where a first pact is written. */
export function pactFile(dir: string, partner: string, consumer: string): string {
  return join(dir, 'contracts', partner, 'pacts', `${consumer.replace(/[^\w.-]+/g, '-')}-${partner}.json`);
}
