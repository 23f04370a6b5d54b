/** Lets work begin in the order it came, so much of it at a time. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a gate that lets at most `atOnce` in. */
export function createGate(atOnce: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else inside++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else inside--;
    }
  };
}
