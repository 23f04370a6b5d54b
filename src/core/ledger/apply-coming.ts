import type { ComingStep, KeptComing } from '../coming/types.ts';

/** Dates that are kept of one subject. */
const MOST_DATES = 10;

/** What is coming in an environment after one more step. `kept` is left as it was. */
export function withComing(
  kept: Record<string, KeptComing> | undefined,
  at: string,
  step: ComingStep,
): Record<string, KeptComing> {
  const { [step.subject]: before, ...others } = kept ?? {};
  if (step.type === 'not-coming') return others;
  const dates = [...(before?.dates ?? []), { on: step.on, since: at.slice(0, 10) }].slice(-MOST_DATES);
  return { ...others, [step.subject]: { on: step.on, known: step.known, dates } };
}
