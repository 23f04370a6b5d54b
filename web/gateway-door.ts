import type { Context } from 'hono';
import { ForewarnError } from '../src/core/errors.ts';
import { plainText } from '../src/core/report/plain-text.ts';
import type { Door } from './door.ts';
import { createFormToken, formTokenOf } from './form-token.ts';

/** What an HTTP API of API Gateway says of a request, as far as we read it. */
export interface GatewayContext {
  domainName: string;
  authorizer?: { jwt?: { claims: Record<string, unknown> } | null; iam?: { userArn?: string } | null } | null;
}

/** What the gateway said of this request. */
export function gatewayContext(context: Context): GatewayContext {
  return (context.env as { requestContext: GatewayContext }).requestContext;
}

/**
 * The door behind an HTTP API. With `jwt` a request without the claims of a checked token is nobody's, even where the
 * gateway let it pass. `local` asks nobody who they are: for a gateway that stands on this machine.
 *
 * @throws ForewarnError `config` for `local` anywhere else.
 */
export function gatewayDoor(people: 'jwt' | 'local', on: { loopback: boolean }): Door {
  if (people === 'local' && !on.loopback)
    throw new ForewarnError('config', 'FOREWARN_PEOPLE=local would show everything to everybody', {
      fix: 'deploy with an issuer of tokens for people',
    });
  const ofProcess = createFormToken();
  return {
    names(context) {
      const host = gatewayContext(context).domainName.toLowerCase();
      return {
        hosts: new Set([host]),
        origins: new Set([`${people === 'local' ? 'http' : 'https'}://${host}`]),
      };
    },
    formToken(context) {
      const credential = context.req.header('authorization');
      return credential === undefined ? ofProcess : formTokenOf(credential);
    },
    person(context) {
      if (people === 'local') return 'anybody';
      if (context.req.header('authorization') === undefined) return null;
      const { email, sub } = gatewayContext(context).authorizer?.jwt?.claims ?? {};
      const name = [email, sub].find((one) => typeof one === 'string' && one.trim() !== '');
      return typeof name === 'string' ? plainText(name) : null;
    },
  };
}
