import { counted } from '../row-words.ts';
import type { SortedRows } from '../sort-rows.ts';
import type { Report } from '../types.ts';

/** The one sentence that a reader takes away. */
export function headlineOf(report: Report, { touching, suspected }: SortedRows): string {
  const breaking = touching.filter(({ row }) => row.effect === 'breaks' || isBreaking(row)).length;
  const rest = touching.length - breaking;
  const us = report.command === 'check' || report.findings.some(({ effect }) => effect !== 'unknown');
  const whom = us ? 'us' : 'those who call this API';
  if (breaking > 0) {
    const more = rest > 0 ? `, ${counted(rest, 'may', 'may')}` : '';
    return `${counted(breaking, 'change breaks', 'changes break')} ${whom}${more}`;
  }
  if (rest > 0)
    return `Nothing is known to break; ${counted(rest, 'change may break', 'changes may break')} ${whom}`;
  if (suspected.length > 0)
    return `${counted(suspected.length, 'change was', 'changes were')} seen and wait to be confirmed`;
  const suffering = (report.journeys ?? []).filter(({ verdict }) => verdict === 'suffering').length;
  if (suffering > 0)
    return `All parties are as agreed; ${counted(suffering, 'journey does', 'journeys do')} not hold`;
  if (report.verdict === 'not-verified') return 'It could not be checked';
  if (report.coming.length > 0) return 'All is as agreed today; a change is coming';
  return report.findings.length > 0 ? 'Nothing that breaks' : 'No difference';
}

function isBreaking({ effect, severity }: { effect: string; severity: string }): boolean {
  return effect === 'unknown' && severity === 'breaking';
}
