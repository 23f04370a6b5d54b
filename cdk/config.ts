import { z } from 'zod';
import { ForewarnError } from '../src/core/errors.ts';

const text = z.string().min(1);
const email = z.email();
const token = {
  /** Who issues the tokens: its discovery document is at `/.well-known/openid-configuration` below it. */
  issuer: z.url({ protocol: /^https$/ }),
  /** What a token's `aud` or `client_id` must be. */
  audience: z.array(text).min(1),
};

const mail = z
  .strictObject({
    /** What is verified with SES: a domain, or one address. */
    identity: z.union([email, z.hostname().regex(/\./, 'a domain or an address')]),
    /** Address that notices come from: of that domain, or that address. */
    from: email,
    /** Name that people see beside it. */
    name: z
      .string()
      .regex(/^[^<>"\r\n]+$/, 'a name without < > or "')
      .default('Forewarn'),
  })
  .refine(({ identity, from }) => from === identity || from.endsWith(`@${identity}`), {
    message: 'is not of the identity',
    path: ['from'],
  });

const ci = z.strictObject({
  ...token,
  /** The claim that names who may register, such as `repository`. */
  claim: z.string().regex(/^[\w.:/-]+$/, 'the name of a claim'),
  /** Its values, each exactly: `shop/integrations`. */
  values: z.array(z.string().regex(/^[^=,\s]+$/, 'a value without = and ,')).min(1),
});

const configuration = z.strictObject({
  /** Processor of the functions. */
  architecture: z.enum(['arm64', 'x86_64']).default('arm64'),
  /** Who may read the page and the API and release notices. Without it, they are not reachable. */
  people: z.union([z.strictObject(token), z.literal('local')]).optional(),
  /** Whose workflows may register agreements by their own identity. Without it: IAM identities only. */
  ci: ci.optional(),
  /** Where mail comes from. Without it, nothing is sent by mail. */
  mail: mail.optional(),
  /** Where the partners' secrets are, and the key that encrypts them where it is not AWS's own. */
  secrets: z
    .strictObject({
      store: z.enum(['parameter-store', 'secrets-manager']).default('parameter-store'),
      key: z
        .string()
        .regex(/^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, 'the ARN of a key')
        .optional(),
    })
    .prefault({}),
  /** True: table, bucket, queues and logs are encrypted with a key of this account. */
  customerKey: z.boolean().default(false),
  /** Days for which nobody can delete evidence (S3 Object Lock, governance mode); 0: no lock. Only at creation. */
  evidenceLockDays: z.int().min(0).max(36_500).default(0),
  /** True: partners see one address, the output `EgressAddress` (a VPC with one NAT gateway). */
  fixedEgress: z.boolean().default(false),
  /** How many checks run at once. A new account may run ten functions at once in all. */
  concurrentChecks: z.int().min(2).max(1000).default(5),
  /** Days that logs are kept. */
  logDays: z
    .literal([
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ])
    .default(90),
  /** Requests a second that the API takes, and how many at once beyond them. */
  throttle: z
    .strictObject({ rate: z.int().min(1).default(20), burst: z.int().min(1).default(40) })
    .prefault({}),
  alarms: z
    .strictObject({
      /** Who is told; others may subscribe to the topic. */
      email: email.optional(),
      /** Estimated cost of a day, in US dollars, that is told about. */
      costPerDay: z.number().positive().default(5),
      /** Where the articles are that alarms point to. */
      runbook: text.default('docs/runbook.md'),
    })
    .prefault({}),
  /** An AWS Budget over what is tagged as this stack's, in US dollars a month. */
  budget: z.strictObject({ monthly: z.number().positive(), email }).optional(),
  /** Tags on everything, beside `application: forewarn`. */
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
});

/** What can be chosen of a deployment, complete with its defaults. */
export type Configuration = z.infer<typeof configuration>;

/** What is written of it. */
export type WrittenConfiguration = z.input<typeof configuration>;

export type Architecture = Configuration['architecture'];

/**
 * Checks what was written and fills in the defaults.
 *
 * @param written from `forewarn.config.json`, or `forewarn` in the context of `cdk.json`.
 * @param where named in the error.
 * @throws ForewarnError `config` that names every key that is wrong.
 */
export function readConfiguration(written: unknown, where: string): Configuration {
  const read = configuration.safeParse(written);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `  ${path.join('.') || '(all)'}: ${message}`);
  throw new ForewarnError('config', `${where} is not a configuration of Forewarn:\n${wrong.join('\n')}`, {
    place: { file: where },
    fix: 'cdk/config.ts lists every key with its default',
  });
}
