import { formatSubject } from '../../drift/subject.ts';
import { environmentState } from '../../ledger/apply-transition.ts';
import { exceptionAt } from '../exceptions.ts';
import { markedUses } from '../marked-uses.ts';
import type { ComingSource } from '../types.ts';
import type { ComingLook, Told } from './look.ts';

/**
 * Marks of what we use in the document that the partner publishes, else in the one that was agreed: operations,
 * parameters and properties with a day on which they go. Deprecated alone is noted of what has such a day; what is a
 * difference of this look is told by that.
 */
export function* fromDocuments({ input, findings }: ComingLook): Generator<Told> {
  const published = input.published.kind === 'read' ? input.published.document : null;
  const document = published ?? input.baseline;
  if (!document) return;
  const kept = published ? {} : (environmentState(input.state, input.environment).coming ?? {});
  const told = new Set(
    findings
      .filter(({ rule, source }) => rule === 'sunset-announced' && source === 'documents')
      .map((one) => formatSubject(one.subject)),
  );
  for (const { subject: place, marks, used, endsOn, level } of markedUses(document, input.usage, input.now)) {
    const subject = formatSubject(place);
    if (kept[subject]?.known === 'document') continue;
    if (exceptionAt(place, used.operation, input)) continue;
    const source: ComingSource = {
      known: published ? 'document' : 'baseline',
      environment: published ? input.environment : null,
      says: 'ends',
      what: 'removed',
      on: endsOn,
      since: null,
      level,
      driftKey: null,
      change: null,
      operation: `${used.operation.method} ${used.operation.path}`,
    };
    if (!told.has(subject)) yield { subject, source };
    const { deprecated, deprecatedOn } = marks;
    if (deprecated || deprecatedOn)
      yield { subject, source: { ...source, says: 'deprecated', what: 'deprecated', on: deprecatedOn } };
  }
}
