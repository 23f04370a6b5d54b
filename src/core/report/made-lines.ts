import type { MadeHere } from '../exchange/types.ts';
import type { Paint } from './paint.ts';
import { plainText } from './plain-text.ts';
import type { Report } from './types.ts';

/**
 * What may still be at a partner of what the checks and walks made there, and what they made that nothing undoes: a line
 * each. What was made and undone is no line.
 */
export function madeLines({ checks, journeys = [] }: Report, paint: Paint): string[] {
  const walked = journeys.flatMap(({ made = {} }) => Object.entries(made));
  return [
    ...checks.flatMap(({ partner, environment, made }) =>
      linesOf([partner, environment].filter((part) => part).join(' '), made, paint),
    ),
    ...walked.flatMap(([partner, made]) => linesOf(partner, made, paint)),
  ];
}

function linesOf(where: string, made: MadeHere | undefined, paint: Paint): string[] {
  if (!made) return [];
  const place = paint('yellow', plainText(where));
  return [
    ...made.left.map(
      ({ what, since, why }) =>
        `  ${place}: "${plainText(what, 80)}" of ${since.slice(0, 10)} may still be there: ${plainText(why, 160)} · the next check tries again`,
    ),
    ...made.kept.map(
      (what) =>
        `  ${place}: what "${plainText(what, 80)}" makes or changes stays: name its teardown, or \`none\`, in states.yaml`,
    ),
  ];
}
