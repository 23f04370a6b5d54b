import { z } from 'zod';
import { broker } from './broker-schema.ts';
import { environments } from './environment-schema.ts';
import { exactlyOne } from './exactly-one.ts';
import { closed } from './issues.ts';
import { policy } from './policy-schema.ts';
import {
  day,
  duration,
  feedUrl,
  location,
  moment,
  secretName,
  shortDuration,
  slug,
  text,
  url,
  whole,
} from './values.ts';

const contact = exactlyOne(
  closed({
    email: z
      .string()
      .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'must be an e-mail address')
      .optional(),
    webhook: url.optional(),
    slack: closed({ secret: secretName }).optional(),
    secret: secretName.optional(),
  }),
  ['email', 'webhook', 'slack'],
).superRefine((value, context) => {
  if (value.secret !== undefined && value.webhook === undefined)
    context.addIssue({ code: 'custom', path: ['secret'], message: 'goes with `webhook` only' });
});

const spans = z.array(
  closed({ from: moment, to: moment, why: text.optional() }).superRefine((span, context) => {
    if (span.from.length !== span.to.length)
      context.addIssue({
        code: 'custom',
        path: ['to'],
        message: 'must be a day like `from`, or an instant like `from`',
      });
    else if (span.to < span.from)
      context.addIssue({ code: 'custom', path: ['to'], message: 'must not be before `from`' });
  }),
);

const schedule = exactlyOne(
  closed({
    every: duration.optional(),
    cron: z
      .string()
      .regex(/^\S+( \S+){4}$/, 'must be five fields like `0 6 * * *`')
      .optional(),
    timezone: text.optional(),
  }),
  ['every', 'cron'],
);

/** One entry of `uses`. */
export const use = closed({
  operation: text,
  with: z.record(text, z.union([z.string(), z.number(), z.boolean()])).optional(),
  fields: z.array(text).optional(),
  known: z.enum(['recorded', 'mentioned']).optional(),
});

const settings = {
  we: text.optional(),
  schedule: schedule.optional(),
  limits: closed({
    'requests-per-second': z.number().positive('must be above 0').optional(),
    concurrent: whole(1).optional(),
    timeout: duration.optional(),
    'calls-per-day': whole(1).optional(),
  }).optional(),
  'max-age': duration.optional(),
  promise: closed({ 'response-time': shortDuration.optional() }).optional(),
  'notice-days': closed({ breaking: whole(0).optional(), warning: whole(0).optional() }).optional(),
  'migration-days': whole(0).optional(),
  'change-freeze': spans.optional(),
  evidence: z.enum(['shapes', 'redacted', 'none']).optional(),
  policy: policy.optional(),
};

const contacts = {
  ours: z.array(contact).optional(),
  'theirs-send': z.enum(['hold', 'auto']).optional(),
};

/** `contracts/forewarn.yaml`: what all agreements share. */
export const shared = closed({
  ...settings,
  contacts: closed(contacts).optional(),
});

/** Feeds of one partner, all of which are read at each check. */
const MOST_FEEDS = 5;

/** `contracts/<partner>/agreement.yaml`. */
export const agreement = closed({
  partner: slug,
  name: text.optional(),
  kind: z.enum(['company', 'vendor', 'internal']).optional(),
  contract: closed({
    reference: text.optional(),
    supports: text.optional(),
    critical: z.boolean().optional(),
  }).optional(),
  openapi: z
    .union([
      location,
      closed({
        baseline: text.optional(),
        published: location.optional(),
        'external-refs': z.array(url).optional(),
      }),
    ])
    .optional(),
  ours: closed({
    openapi: text,
    agreed: text.optional(),
    deliveries: z.array(text).optional(),
    environments: environments.optional(),
  }).optional(),
  pacts: z.array(text).optional(),
  broker: broker.optional(),
  deliveries: z.array(text).optional(),
  states: text.optional(),
  uses: z.array(z.union([text, use])).optional(),
  'status-page': url.optional(),
  environments: environments.optional(),
  ...settings,
  'do-not-call': spans.optional(),
  announced: z
    .array(closed({ what: text, change: text, on: day.optional(), heard: text.optional() }))
    .optional(),
  announcements: z.array(feedUrl).max(MOST_FEEDS, `at most ${MOST_FEEDS} feeds`).optional(),
  contacts: closed({ ...contacts, theirs: z.array(contact).optional() }).optional(),
});

export type WrittenShared = z.output<typeof shared>;
export type WrittenAgreement = z.output<typeof agreement>;
export type WrittenUse = string | z.output<typeof use>;
export type WrittenContact = z.output<typeof contact>;
