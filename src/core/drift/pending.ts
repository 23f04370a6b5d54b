import type { Difference } from './difference.ts';

/** A difference that only an interaction shows which is not relied on yet: told as info, and fails nothing. */
export function asPending(difference: Difference): Difference {
  return { ...difference, level: 'info', args: { ...difference.args, pending: true } };
}

/** True for what {@link asPending} made. */
export function isPending({ args }: Pick<Difference, 'args'>): boolean {
  return args.pending === true;
}
