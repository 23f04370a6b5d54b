import type { Agreement } from '../core/agreement/types.ts';

/**
 * An agreement whose environments answer on this machine: every URL of an environment's origin leads to
 * its emulator. Everything else, contacts included, stays as agreed.
 *
 * @param urls base URL of the emulator by environment name.
 */
export function emulatedAgreement(agreement: Agreement, urls: ReadonlyMap<string, string>): Agreement {
  const route = (location: string | null, environment: string, origin: string) => {
    const to = urls.get(environment);
    return to && location?.startsWith(origin) ? to + location.slice(origin.length) : location;
  };
  const environments = agreement.environments.map((environment) => ({
    ...environment,
    url: urls.get(environment.name) ?? environment.url,
    published: route(environment.published ?? agreement.openapi.published, environment.name, environment.url),
  }));
  return { ...agreement, environments };
}
