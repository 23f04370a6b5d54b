import { z } from 'zod';
import { closed } from './issues.ts';

const time = z.union([
  z.number().nonnegative('must be a day of the story: 0, 1, ...'),
  z
    .string()
    .refine(
      (text) => z.iso.date().safeParse(text).success,
      'must be a day of the story (0, 1, ...) or an ISO date',
    )
    .meta({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` }),
]);

const dates = z.record(
  z.string().regex(/^(\*|[A-Z]+ \/\S*)$/, 'must be like `GET /path`, or `*` for all'),
  time,
);

const version = closed({
  from: time,
  document: z.string().min(1),
  answers: z.string().min(1).nullable().default(null),
  sunset: dates.default({}),
  deprecation: dates.default({}),
});

const outage = z.union([
  z
    .int()
    .min(500, 'must be a status from 500 to 599, or `reset`')
    .max(599, 'must be a status from 500 to 599'),
  z.literal('reset'),
]);

const has = (...keys: string[]) => ({ anyOf: keys.map((key) => ({ required: [key] })) });

const window = closed({
  from: time,
  until: time.nullable().default(null),
  outage: outage.optional(),
  fault: z.string().min(1).optional(),
  drift: z.string().min(1).optional(),
  at: z.string().min(1).optional(),
  every: z.int().min(2, 'must be 2 or more').optional(),
  credentials: z.literal('refused').optional(),
  sunset: dates.optional(),
  deprecation: dates.optional(),
})
  .superRefine((one, on) => {
    const kinds = [one.outage, one.fault, one.drift, one.credentials, one.sunset ?? one.deprecation];
    const refuse = (message: string) => on.addIssue({ code: 'custom', message });
    if (kinds.filter((kind) => kind !== undefined).length !== 1)
      refuse('must have one of `outage`, `fault`, `drift`, `credentials`, or `sunset` and `deprecation`');
    if (one.at !== undefined && one.fault === undefined && one.drift === undefined)
      refuse('`at` goes with `fault` or `drift`');
    if (one.every !== undefined && one.fault === undefined) refuse('`every` goes with `fault`');
  })
  .meta({
    oneOf: [
      ...['outage', 'fault', 'drift', 'credentials'].map((key) => has(key)),
      has('sunset', 'deprecation'),
    ],
    dependentSchemas: { at: has('fault', 'drift'), every: has('fault') },
  });

const versions = z.array(version).min(1, 'must name a version');

/** `contracts/<partner>/plan.yaml`: for each emulated environment the versions that it runs, and what is so for a while. */
export const plan = z.record(
  z.string(),
  z.union([versions, closed({ versions: versions.optional(), during: z.array(window).default([]) })]),
);

/** A version of an environment, as it was read. */
export type WrittenVersion = z.infer<typeof version>;

/** What is so for a while, as it was read. */
export type WrittenWindow = z.infer<typeof window>;
