/** What `\s` finds in ECMA-262: more than in the linear engine, which knows ASCII alone. */
const SPACE = String.raw`\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const NO_SPACE = String.raw`\x00-\x08\x0e-\x1f!-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}`;
const NO_LINE_END = String.raw`[^\n\r\x{2028}\x{2029}]`;

/** Long names of general categories (Unicode, UAX 44), by the short ones that the engine knows. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Cased_Letter: 'LC',
  Close_Punctuation: 'Pe',
  Connector_Punctuation: 'Pc',
  Control: 'Cc',
  Currency_Symbol: 'Sc',
  Dash_Punctuation: 'Pd',
  Decimal_Number: 'Nd',
  digit: 'Nd',
  Enclosing_Mark: 'Me',
  Final_Punctuation: 'Pf',
  Format: 'Cf',
  Initial_Punctuation: 'Pi',
  Letter: 'L',
  Letter_Number: 'Nl',
  Line_Separator: 'Zl',
  Lowercase_Letter: 'Ll',
  Mark: 'M',
  Math_Symbol: 'Sm',
  Modifier_Letter: 'Lm',
  Modifier_Symbol: 'Sk',
  Nonspacing_Mark: 'Mn',
  Number: 'N',
  Open_Punctuation: 'Ps',
  Other: 'C',
  Other_Letter: 'Lo',
  Other_Number: 'No',
  Other_Punctuation: 'Po',
  Other_Symbol: 'So',
  Paragraph_Separator: 'Zp',
  Private_Use: 'Co',
  Punctuation: 'P',
  Separator: 'Z',
  Space_Separator: 'Zs',
  Spacing_Mark: 'Mc',
  Symbol: 'S',
  Titlecase_Letter: 'Lt',
  Uppercase_Letter: 'Lu',
};

const TOKEN = /\\([pP])\{([A-Za-z_]+)(?:=([A-Za-z_]+))?\}|\\[\s\S]|\[|\]|\./g;

/**
 * An ECMA-262 pattern as the linear engine has to be given it, so that `\s`, `\S`, `.` and the long names of Unicode
 * properties find what they find there.
 */
export function ecmaPattern(pattern: string): string {
  if (!/\\[sSpP]|\./.test(pattern)) return pattern;
  let inClass = false;
  return pattern.replace(TOKEN, (token, sign?: string, name?: string, value?: string) => {
    if (sign !== undefined && name !== undefined) return property(sign, name, value) ?? token;
    if (token === '[') {
      inClass = true;
      return token;
    }
    if (token === ']') {
      inClass = false;
      return token;
    }
    if (token === '\\s') return inClass ? SPACE : `[${SPACE}]`;
    if (token === '\\S') return inClass ? NO_SPACE : `[${NO_SPACE}]`;
    return token === '.' && !inClass ? NO_LINE_END : token;
  });
}

function property(sign: string, name: string, value: string | undefined): string | null {
  if (value === undefined) return name in CATEGORIES ? `\\${sign}{${CATEGORIES[name]}}` : null;
  if (name === 'Script' || name === 'sc') return `\\${sign}{${value}}`;
  if (name !== 'General_Category' && name !== 'gc') return null;
  return `\\${sign}{${CATEGORIES[value] ?? value}}`;
}
