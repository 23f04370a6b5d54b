/** The parts of a source map (ECMA-426) that a stack trace needs. */
interface SourceMap {
  version: 3;
  sources: string[];
  mappings: string;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * A source map that leads into our own files only. What is installed makes up most of a map, which is read whenever a
 * function starts; a trace names those places as they are in the bundle.
 *
 * @param text the map of a whole bundle, as JSON.
 */
export function ownMap(text: string): string {
  const { sources, mappings } = JSON.parse(text) as SourceMap;
  const kept = new Map<number, number>();
  const own: string[] = [];
  sources.forEach((source, index) => {
    if (!source.includes('node_modules/')) kept.set(index, own.push(source) - 1);
  });
  return JSON.stringify({ version: 3, sources: own, names: [], mappings: keep(mappings, kept) });
}

/** Numbers of a segment are differences to the one before; the column starts anew with each line. */
function keep(mappings: string, kept: ReadonlyMap<number, number>): string {
  const read = { source: 0, line: 0, column: 0 };
  const written = { source: 0, line: 0, column: 0 };
  const lines = mappings.split(';').map((line) => {
    let at = 0;
    let last = 0;
    let inOwn = false;
    const segments: string[] = [];
    const put = (...numbers: number[]): void => {
      segments.push([at - last, ...numbers].map(encode).join(''));
      last = at;
    };
    for (const segment of line.split(',')) {
      if (segment === '') continue;
      const [forward = 0, source, line = 0, column = 0] = decode(segment);
      at += forward;
      if (source === undefined) continue;
      read.source += source;
      read.line += line;
      read.column += column;
      const now = kept.get(read.source);
      if (now !== undefined) {
        put(now - written.source, read.line - written.line, read.column - written.column);
        Object.assign(written, read, { source: now });
      } else if (inOwn) put(); // what follows is not ours: no trace may lead there
      inOwn = now !== undefined;
    }
    return segments.join(',');
  });
  return lines.join(';');
}

/** Reads base64 VLQ: five bits a digit, lowest first, the sign in the lowest bit of all. */
function decode(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value += (bits & 31) * 2 ** shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value % 2 ? -((value - 1) / 2) : value / 2);
    value = 0;
    shift = 0;
  }
  return numbers;
}

function encode(number: number): string {
  let rest = number < 0 ? -number * 2 + 1 : number * 2;
  let text = '';
  do {
    const bits = rest % 32;
    rest = Math.floor(rest / 32);
    text += DIGITS[rest > 0 ? bits + 32 : bits];
  } while (rest > 0);
  return text;
}
