/** A regular expression, as far as texts can be made of it. */
export type PatternNode =
  | { kind: 'text'; text: string }
  /** One character of a class, by its source. */
  | { kind: 'class'; source: string }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; options: PatternNode[] }
  | { kind: 'repeat'; of: PatternNode; least: number; most: number };

/** Escapes that stand for one character. */
const CONTROLS: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' };

const LONGEST = 2_000;
const NOTHING: PatternNode = { kind: 'text', text: '' };

/** Reads a pattern (ECMA-262); null for what is not regular, such as look-around and back-references. */
export function parsePattern(pattern: string): PatternNode | null {
  if (pattern.length > LONGEST) return null;
  let at = 0;
  const rest = (): string => pattern.slice(at);

  const choice = (): PatternNode => {
    const options = [sequence()];
    while (pattern[at] === '|') {
      at++;
      options.push(sequence());
    }
    return options.length === 1 ? (options[0] as PatternNode) : { kind: 'choice', options };
  };

  const sequence = (): PatternNode => {
    const parts: PatternNode[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(repeated(atom()));
    return { kind: 'sequence', parts };
  };

  const repeated = (of: PatternNode): PatternNode => {
    const found = /^(?:([*+?])|\{(\d+)(,)?(\d*)\})\??/.exec(rest());
    if (!found) return of;
    at += found[0].length;
    const [, sign, from, comma, to] = found;
    const least = sign === '+' ? 1 : Number(from ?? 0);
    const open = sign === '*' || sign === '+' || (comma !== undefined && to === '');
    const most = sign === '?' ? 1 : open ? Number.POSITIVE_INFINITY : comma ? Number(to) : least;
    return { kind: 'repeat', of, least, most };
  };

  const atom = (): PatternNode => {
    const character = String.fromCodePoint(pattern.codePointAt(at) as number);
    if (character === '(') return group();
    if (character === '[') return characterClass();
    if (character === '\\') return escaped();
    at += character.length;
    if (character === '^' || character === '$') return NOTHING;
    if (character === '.') return { kind: 'class', source: '.' };
    return { kind: 'text', text: character };
  };

  const group = (): PatternNode => {
    const opening = /^\((?:\?:|\?P?<[A-Za-z]\w*>)?/.exec(rest())?.[0] ?? '(';
    at += opening.length;
    if (opening === '(' && pattern[at] === '?') throw new SyntaxError('not regular');
    const inside = choice();
    if (pattern[at] !== ')') throw new SyntaxError('an open group');
    at++;
    return inside;
  };

  const characterClass = (): PatternNode => {
    const source = /^\[\^?(?:\\.|[^\]\\])*\]/su.exec(rest())?.[0];
    if (source === undefined) throw new SyntaxError('an open class');
    at += source.length;
    return { kind: 'class', source };
  };

  const escaped = (): PatternNode => {
    const found =
      /^\\(?:([bB])|([dDwWsS]|[pP]\{[^}]*\})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\}|([1-9k])|(.))/su.exec(
        rest(),
      );
    if (!found) throw new SyntaxError('an open escape');
    at += found[0].length;
    const [, edge, source, two, four, many, back, plain] = found;
    if (back !== undefined) throw new SyntaxError('not regular');
    if (edge !== undefined) return NOTHING;
    if (source !== undefined) return { kind: 'class', source: `\\${source}` };
    const code = two ?? four ?? many;
    if (code !== undefined) return { kind: 'text', text: String.fromCodePoint(Number.parseInt(code, 16)) };
    return { kind: 'text', text: CONTROLS[plain ?? ''] ?? plain ?? '' };
  };

  try {
    const read = choice();
    return at === pattern.length ? read : null;
  } catch {
    return null;
  }
}
