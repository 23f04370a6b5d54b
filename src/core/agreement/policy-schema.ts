import { z } from 'zod';
import { exactlyOne } from './exactly-one.ts';
import { closed } from './issues.ts';
import { day, text, whole } from './values.ts';

const BY = ['ref', 'fingerprint', 'rule', 'operation', 'subject'] as const;

const exception = exactlyOne(
  closed({
    ref: text.optional(),
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'must be 32 lower-case hex digits')
      .optional(),
    rule: text.optional(),
    operation: text.optional(),
    subject: text.optional(),
    until: day.optional(),
    why: text.optional(),
    by: text.optional(),
  }),
  BY,
);

/** `policy` as written. */
export const policy = closed({
  confirm: whole(1).optional(),
  'fail-on': z
    .enum(['breaks', 'may-break', 'level:breaking', 'level:warning', 'level:info', 'none'])
    .optional(),
  severity: z.record(text, z.enum(['breaking', 'warning', 'info', 'none'])).optional(),
  accepted: z.array(exception).optional(),
  ignore: z.array(exception).optional(),
});

export type WrittenPolicy = z.output<typeof policy>;
export type WrittenException = z.output<typeof exception>;
