import type { FaultPlaces } from '../../src/local/disturb/types.ts';
import { NAMES, type OperationName } from './depot-document.ts';

/** Operations that answer with JSON. */
export const WITH_JSON: readonly OperationName[] = NAMES.filter(
  (name) => name !== 'cancelCharge' && name !== 'getExport',
);
/** Operations that want our credentials. */
export const WITH_TOKEN: readonly OperationName[] = NAMES.filter((name) => name !== 'ping');
/** Operations that are called by GET. */
export const BY_GET: readonly OperationName[] = NAMES.filter(
  (name) => name !== 'cancelCharge' && name !== 'createCharge',
);

/** The places of faults, in the lab's partner. */
export const FAULT_PLACES: Record<FaultPlaces, readonly OperationName[]> = {
  all: NAMES,
  json: WITH_JSON,
  secured: WITH_TOKEN,
  get: BY_GET,
};
