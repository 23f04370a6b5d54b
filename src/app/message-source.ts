import type { RecordedDeliveries } from '../core/delivery/assign-deliveries.ts';
import type { LiveInteraction } from '../core/exchange/types.ts';
import type { Pact } from '../core/pact/types.ts';

/** Messages of pacts that are judged by what was recorded alone: no environment is looked at. */
export interface MessagePlan {
  partner: string;
  pacts: readonly Pact[];
  recorded: RecordedDeliveries;
  /** Monotonic ms by which it must be over. */
  deadlineMs: number;
}

/** What the verifier makes of recorded messages, without a call to anybody. */
export interface MessageSource {
  judge(plan: MessagePlan): Promise<LiveInteraction[]>;
}
