import { renderGithub } from './github.ts';
import { renderHtml } from './html/page.ts';
import { renderHuman } from './human.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderSarif } from './sarif/log.ts';
import type { ReportFormat, Surroundings } from './surroundings.ts';
import type { Report } from './types.ts';

const RENDERERS: Record<ReportFormat, (report: Report, surroundings: Surroundings) => string> = {
  human: renderHuman,
  json: renderJson,
  markdown: renderMarkdown,
  junit: renderJunit,
  sarif: renderSarif,
  github: renderGithub,
  html: renderHtml,
};

/** A report in a format, ready to be printed or written to a file; ends with a line break. */
export function renderReport(report: Report, format: ReportFormat, surroundings: Surroundings): string {
  return RENDERERS[format](report, surroundings);
}
