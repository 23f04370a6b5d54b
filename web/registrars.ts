import { plainText } from '../src/core/report/plain-text.ts';
import type { GatewayContext } from './gateway-door.ts';

/** Who of a CI may register: jobs whose token says one of these values under this claim, exactly. */
export interface Registrars {
  claim: string;
  values: ReadonlySet<string>;
}

/** Who registers, or why nobody: `unknown` without an identity, `stranger` with one that may not. */
export type Caller =
  | {
      by: string;
      /** The one repository that it may speak for; null: any. */
      source: string | null;
    }
  | { by: null; why: 'unknown' | 'stranger' };

/** Reads `claim=value,value`; null for nobody. */
export function readRegistrars(text: string): Registrars | null {
  const at = text.indexOf('=');
  if (at < 1) return null;
  const values = text.slice(at + 1).split(',');
  return {
    claim: text.slice(0, at),
    values: new Set(values.map((one) => one.trim()).filter((one) => one !== '')),
  };
}

/** Who a request is from: below `/aws` whom AWS knows, below `/ci` a job that the registrars name. */
export function registrarOf(
  { authorizer }: GatewayContext,
  door: 'aws' | 'ci',
  registrars: Registrars | null,
): Caller {
  if (door === 'aws') {
    const arn = authorizer?.iam?.userArn;
    return arn ? { by: plainText(arn, 200), source: null } : { by: null, why: 'unknown' };
  }
  const claims = authorizer?.jwt?.claims;
  if (!claims) return { by: null, why: 'unknown' };
  const value = registrars && Object.hasOwn(claims, registrars.claim) ? claims[registrars.claim] : undefined;
  if (!registrars || typeof value !== 'string' || !registrars.values.has(value))
    return { by: null, why: 'stranger' };
  return {
    by: plainText(typeof claims.sub === 'string' ? claims.sub : value, 200),
    source: typeof claims.repository === 'string' ? claims.repository : null,
  };
}
