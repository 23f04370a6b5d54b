import { resolve } from 'node:path';
import { nearest } from '../core/agreement/nearest.ts';
import { ForewarnError } from '../core/errors.ts';
import { type OpenStore, openStore } from '../local/open-store.ts';
import type { CliIo } from './io.ts';

/** The data folder where none is named. */
export const STATE_DIR = '.forewarn';

/**
 * Opens an existing data folder, uses it and closes it, whatever happens.
 *
 * @throws ForewarnError `not-found` where there is none.
 */
export async function withStore<T>(
  state: string | undefined,
  io: CliIo,
  use: (store: OpenStore) => Promise<T>,
): Promise<T> {
  const dir = resolve(io.cwd, state ?? STATE_DIR);
  const store = await openStore({ dir, create: false }).catch((error) => {
    if (!(error instanceof ForewarnError) || error.code !== 'not-found') throw error;
    throw new ForewarnError('not-found', error.message, {
      place: { file: dir },
      fix: beginHere(state),
      cause: error,
    });
  });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** How a history begins: without a data folder, `check` keeps none. */
export function beginHere(state: string | undefined): string {
  return `a history begins with: forewarn check --state ${state ?? STATE_DIR}, or forewarn start`;
}

/**
 * The partners to tell about: the one named, or all that the ledger has.
 *
 * @throws ForewarnError `not-found` for a partner that the ledger does not have.
 */
export async function partnersOf(store: OpenStore, named: string | undefined): Promise<string[]> {
  const all = (await store.ledger.partners()).sort();
  if (named === undefined) return all;
  if (all.includes(named)) return [named];
  const near = nearest(named, all);
  throw new ForewarnError('not-found', `there is no history of a partner "${named}"`, {
    fix: near ? `did you mean ${near}?` : `there is one of: ${all.join(', ') || 'nobody'}`,
  });
}

/**
 * The value of `--format`, of those that a command has.
 *
 * @throws ForewarnError `usage` for another one.
 */
export function formatOf<F extends string>(format: string | undefined, allowed: readonly [F, ...F[]]): F {
  const found = allowed.find((one) => one === format);
  if (format === undefined) return allowed[0];
  if (found !== undefined) return found;
  throw new ForewarnError('usage', `--format cannot be "${format}"`, {
    fix: `it is one of: ${allowed.join(', ')}`,
  });
}
