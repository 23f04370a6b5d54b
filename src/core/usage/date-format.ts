import { isWhole } from './pattern.ts';

/** Letters of a date format (those of Java's `DateTimeFormatter`, which Pact uses) as patterns. */
const LETTERS: [RegExp, string][] = [
  [/^yyyy/, '\\d{4}'],
  [/^MM/, '(0[1-9]|1[0-2])'],
  [/^dd/, '(0[1-9]|[12]\\d|3[01])'],
  [/^HH/, '([01]\\d|2[0-3])'],
  [/^mm/, '[0-5]\\d'],
  [/^ss/, '([0-5]\\d|60)'],
  [/^S{1,9}/, '\\d+'],
  [/^X{1,3}/, '(Z|[+-]\\d{2}(:?\\d{2})?)'],
  [/^Z+/, '[+-]\\d{2}:?\\d{2}'],
  [/^'([^']*)'/, ''],
  [/^[^A-Za-z']/, ''],
];

/**
 * False where a text is certainly not written in a format; null where it may be, or the format has letters that are
 * not read here.
 */
export function isWrittenAs(format: string, text: string): false | null {
  let pattern = '';
  let rest = format;
  while (rest !== '') {
    const found = LETTERS.find(([letters]) => letters.test(rest));
    const [written = '', quoted] = found?.[0].exec(rest) ?? [];
    if (!found || written === '') return null;
    pattern += found[1] === '' ? (quoted ?? written).replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&') : found[1];
    rest = rest.slice(written.length);
  }
  return isWhole(pattern, text) === false ? false : null;
}
