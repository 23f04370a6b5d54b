/** Rows as a Markdown table, padded so that it reads as well on a terminal. The first column is text, others are right-aligned where `numbers`. */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers = true,
): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const right = (column: number) => numbers && column > 0;
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (right(column) ? (cells[column] ?? '').padStart(width) : (cells[column] ?? '').padEnd(width))).join(' | ')} |\n`;
  const rule = widths.map((width, column) =>
    right(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return line(head) + line(rule) + rows.map(line).join('');
}

/** Milliseconds as people read them. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${(ms / 60_000).toFixed(1)} min`;
}

/** Dollars: cents below ten thousand. */
export function dollars(value: number): string {
  if (value === 0) return '0';
  if (value < 0.01) return '<0.01';
  return value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A count, with thousands parted. */
export function count(value: number): string {
  if (value > 0 && value < 10) return String(Number(value.toPrecision(2)));
  return Math.round(value).toLocaleString('en-US');
}
