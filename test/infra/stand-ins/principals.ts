import { randomBytes } from 'node:crypto';

/** Somebody who may call services: a function with its role, or a person. */
export interface Principal {
  name: string;
  secretKey: string;
  /** Of temporary credentials, such as a function's; every request must carry it. */
  sessionToken: string | null;
  /** What the policies of its role allow; `context` are condition keys and their values. */
  may(action: string, resource: string, context: Context): boolean;
}

/** Values of condition keys of a request, such as `dynamodb:LeadingKeys`. */
export type Context = Record<string, string[]>;

/** Everybody that the services know, by access key. */
export type Principals = Map<string, Principal>;

/** Credentials as a client is given them. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Makes temporary credentials for a role, or lasting ones for a person (`session` false). */
export function enrol(
  principals: Principals,
  name: string,
  options: { may?: Principal['may']; session?: boolean } = {},
): Credentials {
  const session = options.session ?? true;
  const accessKeyId = `${session ? 'ASIA' : 'AKIA'}${randomBytes(8).toString('hex').toUpperCase()}`;
  const secretAccessKey = randomBytes(30).toString('base64url');
  const sessionToken = session ? randomBytes(60).toString('base64') : null;
  principals.set(accessKeyId, {
    name,
    secretKey: secretAccessKey,
    sessionToken,
    may: options.may ?? (() => true),
  });
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
