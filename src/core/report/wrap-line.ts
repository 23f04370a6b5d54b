// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours that we have put there ourselves
const COLOURS = /\u001b\[\d+m/g;

/** Wraps one line at spaces; what follows is indented four columns deeper. Colours take no room. */
export function wrapLine(line: string, width: number): string {
  if (columns(line) <= width) return line;
  const indent = `${/^ */.exec(line)?.[0] ?? ''}    `;
  const lines: string[] = [];
  let current = '';
  for (const word of line.trimStart().split(' ')) {
    const start = lines.length === 0 ? indent.slice(4) : indent;
    const longer = current === '' ? start + word : `${current} ${word}`;
    if (current !== '' && columns(longer) > width) {
      lines.push(current);
      current = indent + word;
    } else current = longer;
  }
  return [...lines, current].join('\n');
}

function columns(text: string): number {
  return text.replace(COLOURS, '').length;
}
