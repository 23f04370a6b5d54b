import { renderGithub } from './github.ts';
import { renderHtml } from './html/page.ts';
import { renderHuman } from './human.ts';
import { jsonPieces } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderSarif } from './sarif/log.ts';
import type { ReportFormat, Surroundings } from './surroundings.ts';
import type { Report } from './types.ts';

const RENDERERS: Record<
  Exclude<ReportFormat, 'json'>,
  (report: Report, surroundings: Surroundings) => string
> = {
  human: renderHuman,
  markdown: renderMarkdown,
  junit: renderJunit,
  sarif: renderSarif,
  github: renderGithub,
  html: renderHtml,
};

/** A report in a format, in pieces to be printed or written one after the other; ends with a line break. */
export function renderReport(
  report: Report,
  format: ReportFormat,
  surroundings: Surroundings,
): Iterable<string> {
  return format === 'json' ? jsonPieces(report) : [RENDERERS[format](report, surroundings)];
}
