/**
 * What a call meets: `throttle` and `server-error` instead of the work; `silence`: no answer and no work;
 * `lost-answer`: the work is done and the connection then breaks; `reset`: the connection breaks before the work.
 */
export type FaultKind = 'throttle' | 'server-error' | 'silence' | 'lost-answer' | 'reset';

/** A fault on demand. */
export interface Fault {
  kind: FaultKind;
  /** Only calls of this operation, such as `SendMessage`; left out: every call. */
  operation?: string;
  /** How many calls meet it; 1 where left out. */
  times?: number;
  /** Calls of that operation that pass first. */
  after?: number;
  /** Only calls whose body or path holds this text. */
  holding?: string;
}

/** The faults that wait for calls. */
export interface FaultPlan {
  add(fault: Fault): void;
  /** Takes back what waits; returns how many calls have met a fault since the last time. */
  clear(): number;
  /** The fault that this call meets, used up by it; null: none. */
  take(operation: string, content: string): FaultKind | null;
}

/** Keeps faults until calls have met them. */
export function createFaultPlan(): FaultPlan {
  let waiting: (Required<Pick<Fault, 'kind' | 'times' | 'after'>> & Fault)[] = [];
  let met = 0;
  return {
    add: (fault) => void waiting.push({ times: 1, after: 0, ...fault }),
    clear() {
      const before = met;
      waiting = [];
      met = 0;
      return before;
    },
    take(operation, content) {
      for (const fault of waiting) {
        if (fault.operation !== undefined && fault.operation !== operation) continue;
        if (fault.holding !== undefined && !content.includes(fault.holding)) continue;
        if (fault.times === 0) continue;
        if (fault.after > 0) {
          fault.after--;
          continue;
        }
        fault.times--;
        met++;
        return fault.kind;
      }
      return null;
    },
  };
}
