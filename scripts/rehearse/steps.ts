/** Carries out a step: tells its name, then how long it took. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** One line a step, with its time in seconds; those that fail say so before the error goes on. */
export function steps(out: (text: string) => void, now: () => number): Step {
  return async (name, work) => {
    const started = now();
    const seconds = () => `${((now() - started) / 1000).toFixed(1)} s`;
    try {
      const result = await work();
      out(`${name}: ${seconds()}`);
      return result;
    } catch (error) {
      out(`${name}: failed after ${seconds()}`);
      throw error;
    }
  };
}
