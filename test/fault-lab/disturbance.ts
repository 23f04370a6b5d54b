import type { FailureClass } from '../../src/core/exchange/types.ts';
import { type Arrangement, pick, type React, type Reaction } from '../../src/local/disturb/types.ts';
import type { Random } from '../crash/random.ts';
import { type LabRequest, wellAnswer } from './depot-answers.ts';
import type { OperationName } from './depot-document.ts';

/**
 * Something that happens at the partner, and where. `everywhere`: on each of `operations` at once; `anywhere`: there,
 * or on one of them alone, as the seed says; `one`: on one of them; `each`: on all of them, as one change.
 */
export interface Disturbance {
  name: string;
  where: 'everywhere' | 'anywhere' | 'one' | 'each';
  operations: readonly OperationName[];
  /** For an outage: the classes it may be told as. */
  told: readonly (FailureClass | 'green')[];
  /** True where it ends the look for all operations, since the partner asks for a pause. */
  stops?: boolean;
  /** Operations that have to be well for it to be seen at all. */
  needs?: readonly OperationName[];
  arrange(random: Random): Arrangement;
}

/** Where a disturbance is put this time. */
export function placed(
  { where, operations }: Disturbance,
  random: Random,
  kept: readonly OperationName[] = [],
): OperationName[] {
  const free = operations.filter((one) => !kept.includes(one));
  const alone = where === 'one' || (where === 'anywhere' && (kept.length > 0 || random.between(0, 1) === 0));
  return alone ? [pick(random, free)] : [...operations];
}

/** A partner that is disturbed at these operations and well elsewhere. */
export function disturbed(
  disturbances: readonly { react?: React | undefined; at: readonly OperationName[] }[],
): (request: LabRequest) => Reaction | Promise<Reaction> {
  return (request) => {
    const well = wellAnswer(request);
    const one = disturbances.find(({ at }) => request.operation !== null && at.includes(request.operation));
    return one?.react ? one.react(request, well) : well;
  };
}
