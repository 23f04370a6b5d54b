import { ForewarnError } from '../../core/errors.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { type Disturbed, driftOf, faultOf } from '../disturb/disturb-partner.ts';
import type { Fault } from './types.ts';
import type { PlannedTime, PlannedVersion } from './version-plan.ts';

/** Something that is so at an emulated environment for a while. Of the kinds, just one is there. */
export interface PlannedWindow {
  from: PlannedTime;
  /** When it is over; null: it stays. */
  until: PlannedTime | null;
  /** Every request, its document's included, is answered with this status, or finds its connection cut. */
  outage?: number | 'reset';
  /** A way of failing at its operations, as `emulate --fault` names it. `every`: only each so-manieth call meets it. */
  fault?: { name: string; at: string | null; every: number };
  /** A true change of its answers, as `emulate --drift` names it. */
  drift?: { name: string; at: string | null };
  /** Whatever it is shown as a credential is refused. */
  credentials?: 'refused';
  /** Headers that its answers carry. */
  headers?: Pick<PlannedVersion, 'sunset' | 'deprecation'>;
}

/** What a window is about. */
export type WindowKind = 'outage' | 'fault' | 'drift' | 'credentials' | 'headers';

/** Which of the kinds a window is. */
export function kindOf(window: PlannedWindow): WindowKind {
  if (window.outage !== undefined) return 'outage';
  if (window.fault) return 'fault';
  if (window.drift) return 'drift';
  return window.credentials ? 'credentials' : 'headers';
}

/** An outage as the emulator meets it. */
export function outageFault({ outage }: PlannedWindow): Fault | null {
  if (outage === undefined) return null;
  return outage === 'reset' ? { kind: 'reset' } : { kind: 'status', status: outage };
}

/**
 * What a window does to answers; null for one that does nothing to them.
 *
 * @throws ForewarnError `usage` for a name or an operation that is not there, and for what needs another address or
 * certificate: that cannot begin while a partner runs
 */
export function disturbedBy({ fault, drift }: PlannedWindow, document: ApiDocument): Disturbed | null {
  if (drift) return driftOf(drift.name, document, drift.at ?? undefined);
  if (!fault) return null;
  const disturbed = faultOf(fault.name, document, fault.at ?? undefined);
  if (disturbed.tls || disturbed.url)
    throw new ForewarnError('usage', `the fault "${disturbed.name}" cannot begin while a partner runs`, {
      fix: 'write `outage: reset`, or a fault of answers: forewarn emulate --fault list',
    });
  return fault.every > 1 ? eachNth(disturbed, fault.every) : disturbed;
}

function eachNth(disturbed: Disturbed, every: number): Disturbed {
  let calls = 0;
  return {
    ...disturbed,
    react: async (operation, request, well) => {
      const reaction = await disturbed.react(operation, request, well);
      if (reaction === well) return well;
      calls++;
      return calls % every === 0 ? reaction : well;
    },
  };
}
