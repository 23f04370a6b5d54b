import type { Coming } from '../drift/finding.ts';
import { operationWords } from './place.ts';
import { plainText } from './plain-text.ts';
import type { Report } from './types.ts';

/** What will change, for people: the difference where this report has it, else what was heard of it. */
export function comingWords(one: Coming, report: Report): string {
  const finding = report.findings.find(
    ({ driftKey, environment }) => driftKey === one.driftKey && environment === one.environment,
  );
  if (finding) return `${operationWords(finding)}: ${plainText(finding.message, 200).replace(/\.$/, '')}`;
  return [one.operation, one.what].flatMap((part) => (part ? [plainText(part)] : [])).join(': ');
}
