import type { Metrics } from '../app/metrics.ts';
import { type Environment, readEnvironment } from './env.ts';
import { type LedgerWire, wireLedger } from './wire-ledger.ts';

/** What the API and the page take. */
export type ApiWire = LedgerWire & {
  /** Whom they answer. */
  people: Environment<'FOREWARN_PEOPLE'>['FOREWARN_PEOPLE'];
};

/** Builds what `api` needs. @throws ForewarnError `config` where the environment is not complete. */
export function wireApi(env: NodeJS.ProcessEnv, told: { metrics: Metrics }): ApiWire {
  const { FOREWARN_PEOPLE: people } = readEnvironment(env, ['FOREWARN_PEOPLE']);
  return { ...wireLedger(env, told.metrics), people };
}
