import { z } from 'zod';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { exactlyOne } from './exactly-one.ts';
import { closed } from './issues.ts';
import { expectation, pointer } from './journey-expect.ts';
import type { Problem } from './problem.ts';
import { MARK, recover, undo } from './state-steps.ts';
import type { Journey, JourneyStep } from './types.ts';
import { slug, text } from './values.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const name = z
  .string()
  .regex(
    /^(?!run\.)[A-Za-z][A-Za-z0-9_.-]{0,39}$/,
    'must be a name like `chargeId`, and not begin with `run.`',
  );

/** One step of a journey, as it is written. */
export const step = exactlyOne(
  closed({
    partner: slug,
    interaction: text.optional(),
    operation: text.optional(),
    environment: slug.optional(),
    with: closed({
      parameters: z.record(z.string(), scalar).optional(),
      headers: z
        .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/, 'must be a header name'), z.string())
        .optional(),
      body: z.json().optional(),
    }).optional(),
    capture: z.record(name, pointer).optional(),
    expect: z.array(expectation).max(50, 'must have at most 50 entries').optional(),
    undo: z
      .union([
        z.literal('none'),
        z.array(undo).min(1, 'must have at least one step').max(20, 'must have at most 20 steps'),
      ])
      .optional(),
    recover: recover.optional(),
  }),
  ['interaction', 'operation'],
).superRefine(({ recover, undo, with: sent }, context) => {
  if (!recover) return;
  const isMarked = JSON.stringify(sent ?? null).includes(MARK);
  if (!Array.isArray(undo))
    context.addIssue({ code: 'custom', message: 'has `recover` without steps to `undo`' });
  else if (!isMarked)
    context.addIssue({
      code: 'custom',
      message: `has \`recover\`, but nothing in \`with\` carries \`${MARK}\``,
    });
});

/** A step with what is not written left out. */
export function stepOf(written: z.output<typeof step>): JourneyStep {
  const { with: sent, environment, capture, expect, undo, recover } = written;
  return {
    partner: written.partner,
    interaction: written.interaction ?? null,
    operation: written.operation ?? null,
    ...(environment === undefined ? {} : { environment }),
    ...(sent === undefined
      ? {}
      : {
          with: {
            parameters: sent.parameters ?? {},
            headers: sent.headers ?? {},
            ...(sent.body === undefined ? {} : { body: sent.body as Json }),
          },
        }),
    ...(capture === undefined ? {} : { capture }),
    ...(expect === undefined ? {} : { expect }),
    ...(undo === undefined ? {} : { undo: undo as JsonObject[] | 'none' }),
    ...(recover === undefined ? {} : { recover: recover as JsonObject }),
  };
}

/**
 * `${name}` that no earlier step captures; in what is expected and what undoes the step, its own captures count too. A
 * step of an interaction may name what its provider states return, which is not known here.
 */
export function* unknownNames(journey: Journey): Generator<Problem> {
  const known = new Set<string>();
  for (const [index, one] of journey.steps.entries()) {
    const path = [journey.id, 'steps', index];
    const captured = Object.keys(one.capture ?? {});
    const isKnown = (used: string) => known.has(used) || one.interaction !== null || used === 'run.id';
    for (const used of namesIn(one.with))
      if (!isKnown(used)) yield notCaptured(used, [...path, 'with'], known);
    for (const name of captured) known.add(name);
    for (const used of namesIn(one.expect))
      if (!known.has(used) && one.interaction === null) yield notCaptured(used, [...path, 'expect'], known);
    const found = [...captured, ...Object.keys(capturesOf(one.recover))];
    for (const used of namesIn([one.undo, one.recover]))
      if (!isKnown(used) && !found.includes(used)) yield notCaptured(used, [...path, 'undo'], known);
  }
}

function capturesOf(call: JsonObject | undefined): JsonObject {
  return isObject(call?.capture) ? call.capture : {};
}

function namesIn(value: unknown): Set<string> {
  const written = JSON.stringify(value ?? null);
  return new Set([...written.matchAll(/\$\{([^{}]+)\}/g)].map((match) => match[1] as string));
}

function notCaptured(used: string, path: Problem['path'], known: ReadonlySet<string>): Problem {
  return { path, message: `nothing is captured as \`${used}\` before`, allowed: [...known] };
}
