import { z } from 'zod';
import { exactlyOne } from './exactly-one.ts';
import { closed } from './issues.ts';
import { location, secretName, slug, text, url } from './values.ts';

const secret = closed({ secret: secretName });
const named = closed({ name: text, secret: secretName });

/** `auth` as written: exactly one way, or `secret` alone with the way that the document's scheme says. */
export const auth = exactlyOne(
  closed({
    bearer: secret.optional(),
    basic: secret.optional(),
    header: named.optional(),
    query: named.optional(),
    oauth2: closed({
      secret: secretName,
      'token-url': url.optional(),
      'client-id': text.optional(),
      scopes: z.array(text).optional(),
    }).optional(),
    secret: secretName.optional(),
  }),
  ['bearer', 'basic', 'header', 'query', 'oauth2', 'secret'],
);

const environment = closed({
  url,
  published: location.optional(),
  auth: auth.optional(),
  'client-certificate': secret.optional(),
  mode: z.enum(['read-only', 'full']).optional(),
  'ahead-of': slug.optional(),
});

/** `environments` as written: name to base URL, or to the long form. */
export const environments = z.record(slug, z.union([url, environment]));

export type WrittenAuth = z.output<typeof auth>;
export type WrittenEnvironments = z.output<typeof environments>;
