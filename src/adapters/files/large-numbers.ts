import type { DocumentProblem } from '../../core/openapi/source/source-map.ts';
import { textPlace } from './text-place.ts';

const DIGITS = /(?<![\w.+"'-])-?\d{16,400}(?![\w."'])/g;

/** Ends of the 64 bit ranges: everybody writes them, and nobody means their neighbours. */
const KNOWN = new Set(['9223372036854775807', '18446744073709551615']);

/**
 * The whole numbers of a text that are read as another one, because they have more digits than a number keeps
 * (IEEE 754, 53 bits): told once, at the first.
 */
export function largeNumbers(text: string, file: string): DocumentProblem[] {
  const inexact = [...text.matchAll(DIGITS)].filter(([written]) => !isKept(written));
  const [first, ...more] = inexact;
  if (!first) return [];
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  const message = `a number has more digits than are compared exactly${others}`;
  return [{ file, ...textPlace(text, first.index), message }];
}

/** True for what is read as it is written, or was rounded before it was written. */
function isKept(written: string): boolean {
  const value = Number(written);
  return (
    String(value) === written || KNOWN.has(written.replace('-', '')) || BigInt(written) === BigInt(value)
  );
}
