import { z } from 'zod';
import type { Assertion } from '../journey/types.ts';
import type { Json } from '../json.ts';
import { exactlyOne } from './exactly-one.ts';
import { closed } from './issues.ts';
import { duration } from './values.ts';

/** A JSON Pointer (RFC 6901) into the answer's body. */
export const pointer = z
  .string()
  .max(500, 'is too long')
  .regex(/^(\/([^~]|~[01])*)?$/, 'must be a JSON Pointer into the answer, like `/data/0/id`');

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const amount = z.union([z.string().min(1), z.number()]);

/** The key that tells what is expected, and where; exactly one of them. */
export const EXPECTATIONS = [
  'not-empty',
  'fresh',
  'same-scale',
  'sum',
  'page-complete',
  'not-default',
  'equals',
  'range',
  'unique',
  'same-time',
  'moves-on',
] as const satisfies readonly Assertion['kind'][];

type Kind = (typeof EXPECTATIONS)[number];

/** What goes beside each, and which of it has to be there. */
const BESIDE: Record<Kind, { needed: readonly string[]; allowed: readonly string[] }> = {
  'not-empty': { needed: [], allowed: [] },
  fresh: { needed: ['within'], allowed: [] },
  'same-scale': { needed: ['as'], allowed: ['factor'] },
  sum: { needed: ['total'], allowed: [] },
  'page-complete': { needed: [], allowed: ['total', 'more', 'next', 'size'] },
  'not-default': { needed: [], allowed: [] },
  equals: { needed: ['value'], allowed: [] },
  range: { needed: [], allowed: ['min', 'max'] },
  unique: { needed: [], allowed: [] },
  'same-time': { needed: ['as'], allowed: ['within'] },
  'moves-on': { needed: ['since', 'within', 'from'], allowed: [] },
};

const shape = closed({
  ...(Object.fromEntries(EXPECTATIONS.map((kind) => [kind, pointer.optional()])) as Record<
    Kind,
    z.ZodOptional<typeof pointer>
  >),
  within: duration.optional(),
  as: amount.optional(),
  factor: z.number().min(1, 'must be a number from 1').optional(),
  value: scalar.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  total: pointer.optional(),
  more: pointer.optional(),
  next: pointer.optional(),
  size: z.int().min(1, 'must be a whole number from 1').optional(),
  from: z.array(scalar).min(1).optional(),
  since: pointer.optional(),
});

type Written = z.output<typeof shape>;

/** One assertion on a step's answer, as it is written in `journeys.yaml`. */
export const expectation = exactlyOne(shape, EXPECTATIONS)
  .superRefine((written, context) => {
    const kind = kindOf(written);
    if (!kind) return;
    const { needed, allowed } = BESIDE[kind];
    const beside = Object.keys(written).filter((key) => key !== kind);
    const tell = (message: string) => context.addIssue({ code: 'custom', message });
    for (const key of needed) if (!beside.includes(key)) tell(`\`${kind}\` needs \`${key}\` beside it`);
    for (const key of beside)
      if (![...needed, ...allowed].includes(key)) tell(`\`${key}\` says nothing beside \`${kind}\``);
    if (kind === 'range' && written.min === undefined && written.max === undefined)
      tell('`range` needs `min`, `max` or both beside it');
    if (kind === 'page-complete' && !beside.some((key) => key !== 'size'))
      tell('`page-complete` needs `total`, `more` or `next` beside it');
  })
  .transform(assertionOf);

function kindOf(written: Written): Kind | undefined {
  return EXPECTATIONS.find((kind) => written[kind] !== undefined);
}

function assertionOf(written: Written): Assertion {
  const kind = kindOf(written) ?? 'not-empty';
  const at = written[kind] ?? '';
  const { within = 0, as = '', factor = 1, min = null, max = null } = written;
  const { total = null, more = null, next = null, size = null } = written;
  switch (kind) {
    case 'fresh':
      return { kind, pointer: at, withinMs: within };
    case 'same-scale':
      return { kind, pointer: at, as, factor };
    case 'sum':
      return { kind, pointer: at, equals: total ?? '' };
    case 'page-complete':
      return { kind, pointer: at, total, more, next, size };
    case 'equals':
      return { kind, pointer: at, value: (written.value ?? null) as Json };
    case 'range':
      return { kind, pointer: at, min, max };
    case 'same-time':
      return { kind, pointer: at, as, withinMs: within };
    case 'moves-on':
      return {
        kind,
        pointer: at,
        from: (written.from ?? []) as Json[],
        since: written.since ?? '',
        withinMs: within,
      };
    default:
      return { kind, pointer: at };
  }
}
