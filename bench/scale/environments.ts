/** Processes of a function that wait for their next call. */
export interface IdleEnvironments<Memory> {
  /** The one used last, or null where none is left alive: a cold start. */
  take(at: number): Memory | null;
  give(at: number, memory: Memory): void;
}

/** `keptMs`: how long an idle process lives; AWS publishes no figure. */
export function createIdleEnvironments<Memory>(keptMs: number): IdleEnvironments<Memory> {
  const idle: { since: number; memory: Memory }[] = [];
  return {
    take(at) {
      const last = idle.pop();
      if (!last) return null;
      if (at - last.since <= keptMs) return last.memory;
      idle.length = 0; // those below were idle for longer
      return null;
    },
    give: (at, memory) => void idle.push({ since: at, memory }),
  };
}
