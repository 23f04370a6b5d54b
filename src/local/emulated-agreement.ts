import { OUR_SIDE } from '../core/agreement/our-side.ts';
import type { Agreement } from '../core/agreement/types.ts';

/**
 * An agreement whose environments answer on this machine: every URL of an environment's origin leads to
 * its emulator, those of ours that the partner uses included. Everything else, contacts included, stays as agreed.
 *
 * @param urls base URL of the emulator by environment name; ours are called `ours:NAME`.
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
  const ours = agreement.ours && {
    ...agreement.ours,
    environments: agreement.ours.environments.map((one) => ({
      ...one,
      url: urls.get(`${OUR_SIDE}:${one.name}`) ?? one.url,
    })),
  };
  return { ...agreement, environments, ours };
}
