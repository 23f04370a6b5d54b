/**
 * Reads the lines `NAME=value` of a dotenv file. `export` before a name, `#` comments and one pair of quotes around
 * a value are understood; in double quotes `\n`, `\"` and `\\` are escapes. Other lines are left out.
 */
export function readDotenv(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const found = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/.exec(line);
    if (found) values[found[1] as string] = unquoted((found[2] as string).trim());
  }
  return values;
}

function unquoted(written: string): string {
  const double = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(written);
  if (double) {
    return (double[1] as string).replace(/\\(.)/g, (_, escaped: string) =>
      escaped === 'n' ? '\n' : escaped,
    );
  }
  const single = /^'([^']*)'\s*(?:#.*)?$/.exec(written);
  if (single) return single[1] as string;
  return written.replace(/\s+#.*$/, '');
}
