import type { Verdict } from '../drift/finding.ts';

/** Colours text for a terminal, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;
export type Colour = 'red' | 'yellow' | 'green' | 'blue' | 'bold' | 'dim';

const CODES = { red: 31, yellow: 33, green: 32, blue: 34, bold: 1, dim: 2 } as const satisfies Record<
  Colour,
  number
>;

/** Select Graphic Rendition (ECMA-48) where `colour` is true, nothing otherwise. */
export function painter(colour: boolean): Paint {
  if (!colour) return (_, text) => text;
  return (name, text) => `\u001b[${CODES[name]}m${text}\u001b[0m`;
}

/** A verdict as one character, and its colour. */
export const VERDICT_MARKS = {
  drifts: ['✗', 'red'],
  'not-verified': ['?', 'yellow'],
  changing: ['!', 'blue'],
  agrees: ['✓', 'green'],
} as const satisfies Record<Verdict, readonly [string, Colour]>;
