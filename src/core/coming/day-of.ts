import type { ComingSource } from './types.ts';

/** The day that a source gives for the change itself: from when something is deprecated, or we are ready, is none. */
export function dayOf({ says, on }: Pick<ComingSource, 'says' | 'on'>): string | null {
  return says === 'deprecated' || says === 'ready' ? null : on;
}
