import { z } from 'zod';

/** A request as an HTTP API hands it over (payload format 2.0), as far as we read it. */
export const httpEvent = z.looseObject({
  version: z.literal('2.0'),
  rawPath: z.string(),
  rawQueryString: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
  isBase64Encoded: z.boolean(),
  requestContext: z.looseObject({
    domainName: z.string().min(1),
    timeEpoch: z.number(),
    http: z.looseObject({ method: z.string(), path: z.string() }),
    authorizer: z
      .looseObject({
        jwt: z.looseObject({ claims: z.record(z.string(), z.unknown()) }).nullish(),
        iam: z.looseObject({ userArn: z.string().optional() }).nullish(),
      })
      .nullish(),
  }),
});

export type HttpEvent = z.output<typeof httpEvent>;
