import { groupBy } from '../../../group-by.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { contentKey, contentOutline } from '../../document/content-key.ts';
import type { Located } from '../../document/types.ts';

/** Whether a schema of the baseline has the same content as one of the new ones. */
export type IsRenamed = (gone: Located<Json>) => boolean;

/**
 * Finds schemas by what they say and not by name. A schema's whole content is looked at only where its outline
 * is that of another.
 *
 * @param added schemas of the observed document whose names are new
 */
export function renamedAmong(
  baseline: JsonObject,
  observed: JsonObject,
  added: readonly Located<Json>[],
): IsRenamed {
  const alike = groupBy(added, (schema) => contentOutline(observed, schema));
  const contents = new Map<Located<Json>, string>();
  const contentOf = (schema: Located<Json>): string => {
    const content = contents.get(schema) ?? contentKey(observed, schema);
    contents.set(schema, content);
    return content;
  };
  return (gone) => {
    const candidates = alike.get(contentOutline(baseline, gone));
    if (!candidates) return false;
    const content = contentKey(baseline, gone);
    return candidates.some((schema) => contentOf(schema) === content);
  };
}
