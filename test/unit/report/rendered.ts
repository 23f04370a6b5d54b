import { renderReport } from '../../../src/core/report/render-report.ts';
import type { ReportFormat, Surroundings } from '../../../src/core/report/surroundings.ts';
import type { Report } from '../../../src/core/report/types.ts';

/** A report in a format, as one text. */
export function rendered(report: Report, format: ReportFormat, surroundings: Surroundings): string {
  return [...renderReport(report, format, surroundings)].join('');
}
