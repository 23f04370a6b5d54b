import { once } from 'node:events';

/** What `start` is to do, whichever clock it runs by. */
export interface Start {
  /** Data folder, absolute. */
  dir: string;
  port: number;
  /** End when the story is told. */
  exit: boolean;
  /** Empty the data folder first. */
  fresh: boolean;
  contracts: string | undefined;
  allowPrivate: boolean;
}

/** Waits for Ctrl-C. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
