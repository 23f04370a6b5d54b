import { nearest } from '../agreement/nearest.ts';
import type { DeclaredUse } from '../agreement/types.ts';
import type { Json } from '../json.ts';
import { fromPointer, toPointer } from '../json-pointer.ts';
import { resolveReference } from '../openapi/document/reference.ts';
import type { ApiDocument, Located, Operation } from '../openapi/document/types.ts';
import { locationOf } from './declared-fields.ts';
import { documentedFields } from './documented-fields.ts';
import { fieldName } from './field-name.ts';
import { hasField } from './has-field.ts';
import { declaredOperation } from './usage-of.ts';

/** A field under `uses` that no answer of its operation has in the agreed document, so that no difference can touch it. */
export interface UnknownField {
  /** Index under `uses`, and below its `fields`. */
  at: { use: number; field: number };
  /** As they are written. */
  operation: string;
  field: string;
  /** What was most likely meant, as an agreement names it. */
  near: string | null;
  /** `not-answered`: it is a field of what we send. `no-body`: the document describes no body of any answer. */
  why: 'not-there' | 'not-answered' | 'no-body';
  /** Fields that the answers do have, a few of them. */
  known: string[];
}

const SHOWN = 8;
/** Names of fields are a partner's: of what is longer, nothing near is looked for. */
const LONGEST = 200;

/**
 * What an agreement says that we read, and the agreed document does not have. It is our own slip, or a sign that the
 * document was renewed without it: never a difference of the partner's. Operations that are not there are not looked at.
 */
export function unknownFields(document: ApiDocument, uses: readonly DeclaredUse[]): UnknownField[] {
  return uses.flatMap(({ operation: name, fields }, use) => {
    const operation = fields.length > 0 ? declaredOperation(document, name) : null;
    if (!operation) return [];
    const content = operation.responses.flatMap((one) => one.content);
    if (content.some(({ schema }) => schema === null)) return [];
    const answers = content.flatMap(({ schema }) => schema ?? []);
    // Where no answer has a body, what is wrong with one field is wrong with all.
    const asked = answers.length > 0 ? fields : fields.slice(0, 1);
    return asked.flatMap((field, index): UnknownField[] => {
      const steps = fromPointer(locationOf(field));
      if (answers.length > 0 && hasField(document, answers, steps)) return [];
      const near = answers.length > 0 ? nearestField(document, answers, field) : { near: null, known: [] };
      return [
        {
          at: { use, field: index },
          operation: name,
          field,
          ...near,
          why: reasonOf(document, operation, steps, answers.length > 0),
        },
      ];
    });
  });
}

function reasonOf(
  document: ApiDocument,
  { requestBody }: Operation,
  steps: readonly string[],
  answered: boolean,
): UnknownField['why'] {
  const sent = (requestBody?.content ?? []).flatMap(({ schema }) => schema ?? []);
  const path = toPointer(steps.filter((step) => step !== '*'));
  for (const { location } of documentedFields(sent, (one) => resolveReference(document, one)))
    if (location.replaceAll('/*', '') === path) return 'not-answered';
  return answered ? 'not-there' : 'no-body';
}

/** The same name at another place comes before a name that is written nearly alike. */
function nearestField(
  document: ApiDocument,
  answers: readonly Located<Json>[],
  field: string,
): Pick<UnknownField, 'near' | 'known'> {
  const last = fromPointer(locationOf(field)).at(-1);
  const names = new Set<string>();
  const namesakes = new Set<string>();
  for (const { name, location } of documentedFields(answers, (one) => resolveReference(document, one))) {
    if (location.length > LONGEST) continue;
    names.add(fieldName(location));
    if (name === last) namesakes.add(fieldName(location));
  }
  const all = [...names];
  const near =
    field.length > LONGEST
      ? null
      : (nearest(field, [...namesakes]) ?? shortest(namesakes) ?? nearest(field, all));
  return { near, known: all.slice(0, SHOWN) };
}

function shortest(names: ReadonlySet<string>): string | null {
  return [...names].sort((a, b) => a.length - b.length)[0] ?? null;
}
