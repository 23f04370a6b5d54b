import { z } from 'zod';
import { closed, parseAs } from './issues.ts';
import { step, stepOf, unknownNames } from './journey-step.ts';
import { nearest } from './nearest.ts';
import type { Outcome, Problem } from './problem.ts';
import type { Journey } from './types.ts';
import { slug, text } from './values.ts';

/** `contracts/journeys.yaml`. */
export const journeys = z.record(
  slug,
  closed({
    title: text,
    who: z.enum(['customer', 'staff']),
    hurts: text,
    contact: text.optional(),
    steps: z.array(step).min(1, 'must have at least one step').max(50, 'must have at most 50 steps'),
  }),
);

/** Reads `contracts/journeys.yaml`, parsed from YAML. `partners` are those that a step may name. */
export function readJourneys(data: unknown, partners: readonly string[]): Outcome<Journey[]> {
  if (data === null || data === undefined) return { ok: true, value: [] };
  const written = parseAs(journeys, data);
  if (!written.ok) return written;
  const read = Object.entries(written.value).map(([id, one]) => ({
    id,
    title: one.title,
    who: one.who,
    hurts: one.hurts,
    contact: one.contact ?? null,
    steps: one.steps.map(stepOf),
  }));
  const problems = read.flatMap((journey) => [...strangers(journey, partners), ...unknownNames(journey)]);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: read };
}

function strangers(journey: Journey, partners: readonly string[]): Problem[] {
  return journey.steps.flatMap((at, index) => {
    if (partners.includes(at.partner)) return [];
    const near = nearest(at.partner, partners);
    const hint = near ? `; did you mean \`${near}\`?` : '';
    const message = `there is no agreement with \`${at.partner}\`${hint}`;
    return [{ path: [journey.id, 'steps', index, 'partner'], message, allowed: [...partners] }];
  });
}
