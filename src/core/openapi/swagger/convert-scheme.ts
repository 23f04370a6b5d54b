import { isObject, type JsonObject } from '../../json.ts';
import { onlyMembers, withoutMembers } from './members.ts';

/** The flows of 2.0 and what they are called since. */
const FLOWS: Record<string, string> = {
  implicit: 'implicit',
  password: 'password',
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

/** A security definition as a security scheme. */
export function convertScheme(scheme: JsonObject): JsonObject {
  if (scheme.type === 'basic') return { ...withoutMembers(scheme, ['type']), type: 'http', scheme: 'basic' };
  if (scheme.type !== 'oauth2') return scheme;
  const flow = FLOWS[String(scheme.flow)] ?? 'implicit';
  return {
    ...withoutMembers(scheme, ['flow', 'authorizationUrl', 'tokenUrl', 'scopes']),
    flows: {
      [flow]: {
        ...onlyMembers(scheme, ['authorizationUrl', 'tokenUrl']),
        scopes: isObject(scheme.scopes) ? scheme.scopes : {},
      },
    },
  };
}
