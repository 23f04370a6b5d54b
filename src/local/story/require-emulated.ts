import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Agreement, Environment } from '../../core/agreement/types.ts';
import { ForewarnError } from '../../core/errors.ts';

/** Names that nobody can have (RFC 6761): what is there is emulated here, or nowhere. */
const NOBODYS = /(^|\.)example$/;

/**
 * Compressed time is for partners that are emulated here alone: a day of theirs would be a second of ours. One of them
 * has a plan of what it does by day, and no place that a look calls is anybody's.
 *
 * @throws ForewarnError `usage`, which names the partner and the host.
 */
export function requireEmulated(agreements: readonly Agreement[]): void {
  const problem = 'compressed time works with the emulated sample partners only';
  const fix = 'leave --story away to look at your own partners in real time';
  if (!agreements.some((one) => existsSync(join(dirname(one.file), 'plan.yaml'))))
    throw new ForewarnError('usage', problem, { fix });
  for (const { partner, ...agreement } of agreements) {
    const host = [...calledPlaces(agreement)].flatMap(hostOf).find((name) => !NOBODYS.test(name));
    if (host !== undefined)
      throw new ForewarnError('usage', `${problem}, and ${partner} is at ${host}`, { fix });
  }
}

/** Whatever a look may call: documents, environments, token addresses, feeds, status pages, brokers; ours too. */
function* calledPlaces(agreement: Omit<Agreement, 'partner'>): Generator<string | null | undefined> {
  const { openapi, environments, ours, broker, statusPage, announcements } = agreement;
  yield openapi.published;
  yield* openapi.externalRefs;
  for (const environment of [...environments, ...(ours?.environments ?? [])]) yield* placesOf(environment);
  yield broker?.url;
  yield statusPage;
  yield* announcements;
}

function* placesOf({ url, published, auth }: Environment): Generator<string | null> {
  yield url;
  yield published;
  if (auth?.kind === 'oauth2') yield auth.tokenUrl;
}

function hostOf(place: string | null | undefined): string[] {
  return place && URL.canParse(place) ? [new URL(place).hostname] : [];
}
