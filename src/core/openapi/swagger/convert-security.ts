import { isObject, type Json, type JsonObject } from '../../json.ts';

/** OAuth flows of 2.0 by the names that 3.0 gives them. */
const FLOWS: Record<string, string> = {
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

/** Security definitions as OpenAPI 3.0's security schemes. */
export function securitySchemesOf(definitions: Json | undefined): JsonObject {
  if (!isObject(definitions)) return {};
  return Object.fromEntries(
    Object.entries(definitions).map(([name, scheme]) => [name, isObject(scheme) ? schemeOf(scheme) : scheme]),
  );
}

function schemeOf(scheme: JsonObject): JsonObject {
  const { type, flow, authorizationUrl, tokenUrl, scopes, ...rest } = scheme;
  if (type === 'basic') return { ...rest, type: 'http', scheme: 'basic' };
  if (type !== 'oauth2' || typeof flow !== 'string') return scheme;
  return {
    ...rest,
    type,
    flows: {
      [FLOWS[flow] ?? flow]: {
        ...(authorizationUrl !== undefined && { authorizationUrl }),
        ...(tokenUrl !== undefined && { tokenUrl }),
        scopes: scopes ?? {},
      },
    },
  };
}
