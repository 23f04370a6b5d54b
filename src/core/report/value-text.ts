import { plainText } from './plain-text.ts';

/** A value as compact JSON on one line, safe to print, cut where it is longer than `most` characters. */
export function valueText(value: unknown, most = 300): string {
  return plainText(JSON.stringify(value) ?? 'nothing', most);
}
