import type { Row } from './read-back.ts';

/** Type of the rows that are no resources of the template, but came of registering. */
export const REGISTERED = 'Registered';

/** Whether the rehearsal ends well: everything that the emulator has is as planned. */
export function isAsPlanned(rows: readonly Row[]): boolean {
  return rows.every(({ verdict }) => verdict !== 'differs');
}

/** The table, resource by resource, by type; and below it what the emulator does not have or tell. */
export function tableOf(rows: readonly Row[]): string {
  const sorted = [...rows].sort((a, b) => a.type.localeCompare(b.type) || a.name.localeCompare(b.name));
  const width = Math.min(70, Math.max(...sorted.map(({ type, name }) => type.length - 5 + name.length + 1)));
  return sorted.map((row) => linesOf(row, width)).join('\n');
}

function linesOf(row: Row, width: number): string {
  const head = `${row.type.replace('AWS::', '')} ${row.name}`.padEnd(width);
  const count = row.verdict === 'as planned' ? ` (${row.same.length + row.completed.length} properties)` : '';
  const notes = [
    ...(row.way === 'its own API' ? ['made by its own API from the template'] : []),
    ...(row.completed.length > 0 ? [`only since its own API set it: ${row.completed.join(', ')}`] : []),
    ...(row.dropped.length > 0
      ? [`its CloudFormation drops ${row.dropped.join(', ')}; its own API takes it`]
      : []),
    ...(row.untold.length > 0 ? [`the emulator does not tell ${row.untold.join(', ')}`] : []),
    ...row.why,
  ];
  return [`  ${head}  ${row.verdict}${count}`, ...notes.map((note) => `      ${note}`)].join('\n');
}

/** A line of numbers, and one of what was registered. */
export function summaryOf(rows: readonly Row[]): string {
  const registered = rows.filter(({ type }) => type === REGISTERED);
  const resources = rows.filter(({ type }) => type !== REGISTERED);
  const count = (of: readonly Row[], verdict: Row['verdict']) =>
    of.filter((row) => row.verdict === verdict).length;
  const own = resources.filter(({ way }) => way === 'its own API').length;
  const inPart = resources.filter(({ dropped, untold }) => dropped.length + untold.length > 0).length;
  return (
    `${resources.length} resources: ${count(resources, 'as planned')} as planned ` +
    `(${own} of them made by the emulator's own APIs, ${inPart} in part), ` +
    `${count(resources, 'differs')} differ, ${count(resources, 'not in the emulator')} not in the emulator\n` +
    `${registered.length} results of registering: ${count(registered, 'as planned')} as planned`
  );
}
