import type { Agreement } from '../../core/agreement/types.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { unknownFieldWords } from '../../core/report/agreement-notes.ts';
import type { ReportNote } from '../../core/report/types.ts';
import { unknownFields } from '../../core/usage/unknown-fields.ts';
import { shown } from './problems.ts';
import { lineIn } from './read-yaml.ts';

/** What an agreement says that the agreed document does not have: told with file and line, and a fault of nobody else. */
export function agreementNotes(
  { file, partner, uses }: Agreement,
  baseline: ApiDocument,
  cwd: string,
): ReportNote[] {
  return unknownFields(baseline, uses).map((found) => ({
    partner,
    file: shown(file, cwd),
    line: lineIn(file, ['uses', found.at.use, 'fields', found.at.field]),
    ...unknownFieldWords(found),
  }));
}
