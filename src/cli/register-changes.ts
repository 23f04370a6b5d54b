import type { RegistryClient } from '../adapters/registry/registry-client.ts';
import { nearest } from '../core/agreement/nearest.ts';
import { ForewarnError } from '../core/errors.ts';
import type { RegistrationBundle, RegistrationChange } from '../core/registration/types.ts';

/** What a command line asks of the registrations. */
export interface Wish {
  bundles: readonly RegistrationBundle[];
  /** The one partner to take away. */
  remove: string | undefined;
  /** Take away what is of this source and not among `partners`. */
  prune: boolean;
  /** Every partner that there is an agreement with here. */
  partners: readonly string[];
  source: string;
  takeOver: boolean;
}

/** Tells a person who waits what is going on. */
export type Progress = (text: string) => void;

/**
 * What would change, asked of the deployment; nothing is changed.
 *
 * @throws ForewarnError `not-found` for a partner to take away that nobody registered.
 */
export async function planChanges(
  client: RegistryClient,
  wish: Wish,
  progress: Progress,
): Promise<RegistrationChange[]> {
  const changes: RegistrationChange[] = [];
  for (const bundle of wish.bundles) {
    progress(`asking about ${bundle.partner}`);
    changes.push(await client.put(bundle, { dryRun: true, takeOver: wish.takeOver }));
  }
  if (wish.remove === undefined && !wish.prune) return changes;
  const registered = await client.list();
  for (const { partner, source } of registered) {
    const isMine = source === wish.source;
    if (partner === wish.remove)
      changes.push(
        isMine || wish.takeOver ? { kind: 'removed', partner } : { kind: 'foreign', partner, source },
      );
    else if (wish.prune && isMine && !wish.partners.includes(partner))
      changes.push({ kind: 'removed', partner });
  }
  if (wish.remove !== undefined && changes.length === 0)
    throw notRegistered(
      wish.remove,
      registered.map(({ partner }) => partner),
    );
  return changes;
}

/** Makes the planned changes; what is of another source is left alone. Gives what really changed. */
export async function makeChanges(
  client: RegistryClient,
  planned: readonly RegistrationChange[],
  wish: Wish,
  progress: Progress,
): Promise<RegistrationChange[]> {
  const { source, takeOver } = wish;
  const changes: RegistrationChange[] = [];
  for (const change of planned) {
    const { kind, partner } = change;
    const bundle = wish.bundles.find((one) => one.partner === partner);
    if (kind !== 'foreign') progress(`${bundle ? 'registering' : 'taking away'} ${partner}`);
    if (kind === 'foreign') changes.push(change);
    else if (bundle) changes.push(await client.put(bundle, { dryRun: false, takeOver }));
    else changes.push(await client.remove(partner, { source, takeOver }));
  }
  return changes;
}

/** @throws ForewarnError `usage` where something was left alone because another source registered it. */
export function refuseForeign(changes: readonly RegistrationChange[]): void {
  const foreign = changes.flatMap((change) => (change.kind === 'foreign' ? [change] : []));
  if (foreign.length === 0) return;
  const named = foreign.map(({ partner, source }) => `${partner} (${source})`).join(', ');
  throw new ForewarnError('usage', `registered by another repository, and left alone: ${named}`, {
    fix: 'take it away there first, or take it from there with --take-over; --source says whose name is used here',
  });
}

function notRegistered(partner: string, registered: readonly string[]): ForewarnError {
  const near = nearest(partner, registered);
  return new ForewarnError('not-found', `no partner "${partner}" is registered`, {
    fix: near ? `did you mean ${near}?` : `registered: ${registered.join(', ') || 'nobody'}`,
  });
}
