import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { closed, parseAs } from '../../src/core/agreement/issues.ts';

const day = z.number().int().nonnegative();

/** One change of a document; places are written as `place.ts` reads them. */
const edit = z.union([
  closed({ set: z.record(z.string(), z.unknown()) }),
  closed({ remove: z.string() }),
  closed({ drop: z.string() }),
  closed({ move: z.tuple([z.string(), z.string()]) }),
  closed({ reverse: z.string() }),
]);

const fault = z.looseObject({ kind: z.enum(['status', 'reset', 'slow', 'html']) });

/** What an environment is from a day on; what is left out stays as it was. A name alone: it publishes and runs that. */
const place = z.union([
  z.string(),
  closed({
    publishes: z.string().optional(),
    runs: z.string().optional(),
    /** Each second call is answered by this version. */
    also: z.string().nullable().optional(),
    headers: z.record(z.string(), z.record(z.string(), z.string())).optional(),
    fault: fault.nullable().optional(),
    document: z.enum(['there', 'gone', 'broken', 'page']).optional(),
  }),
]);

const happens = closed({
  sandbox: place.optional(),
  production: place.optional(),
  /** Our own document, as it is in our repository. */
  ours: z.string().optional(),
  /** Lines of the agreement that are added or replaced. */
  agreement: z.record(z.string(), z.unknown()).optional(),
  /** Records of what they sent us; with direction `ours`, of what we sent them. */
  sent: z
    .array(closed({ environment: z.string().optional(), message: z.string(), body: z.unknown() }))
    .optional(),
  /** What people do after the day's looks. */
  do: z
    .array(
      z.union([
        z.literal('release'),
        closed({
          answer: z.enum(['acknowledged', 'planned', 'disputed', 'fixed', 'accepted']),
          side: z.enum(['ours', 'theirs']),
          on: day.optional(),
        }),
      ]),
    )
    .optional(),
});

/** What is true, written by hand from what is promised and not from what the program says. */
const label = closed({
  /** Something that is used stops working as it is used, now or on a day to come. */
  breaks: z.boolean(),
  /** The first that showed it, and the day: null where nothing did before production had it. */
  shown: z.tuple([z.string(), day]).nullable().optional(),
  /** The day from which production has it; null: it never comes. */
  production: day.nullable().optional(),
  /** Places that an announcement may be about, each the beginning of a subject; at least one must be announced. */
  about: z.array(z.string()).optional(),
  /** By this day everybody who was told has heard the end. */
  over: day.optional(),
  /** Our side is told that it could not be seen for longer than was agreed. */
  blind: z.boolean().optional(),
  /** Our side gets a summary of the version, since nobody knows what is used. */
  summary: z.boolean().optional(),
  /** What the partner gets: nothing, or something that a person has to release first, or has released. */
  theirs: z.enum(['nothing', 'held', 'sent']).optional(),
});

const scenario = closed({
  name: z.string().min(1),
  kind: z.string().min(1),
  direction: z.enum(['theirs', 'ours', 'sent to us']).default('theirs'),
  use: z.enum(['pact', 'uses', 'unknown']).default('pact'),
  versions: z.record(z.string(), closed({ from: z.string().optional(), edits: z.array(edit) })).default({}),
  agreement: z.record(z.string(), z.unknown()).default({}),
  /** Direction `ours`: the agreement names the version of our document that was agreed. */
  agreed: z.boolean().default(true),
  days: z.record(z.string().regex(/^\d+$/), happens),
  /** Direction `ours`: they read what we send them, too. */
  messages: z.boolean().default(false),
  /** Days that are looked at: 0 and the others up to this one. */
  until: day,
  label,
  /** Why the label is not met as yet; counted as a miss. */
  known: z.string().optional(),
});

export type Edit = z.infer<typeof edit>;
export type PlaceChange = z.infer<typeof place>;
export type Happens = z.infer<typeof happens>;
export type Scenario = z.infer<typeof scenario>;

/** The scenarios of all files beside `cases`, in the order of their files. */
export function readScenarios(): Scenario[] {
  const folder = fileURLToPath(new URL('cases/', import.meta.url));
  const files = readdirSync(folder).sort();
  return files.flatMap((file) => {
    const read = parseAs(
      z.array(scenario),
      load(readFileSync(`${folder}${file}`, 'utf8'), { schema: CORE_SCHEMA }),
    );
    if (read.ok) return read.value;
    const problems = read.problems.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Error(`${file}: ${problems.join('; ')}`);
  });
}
