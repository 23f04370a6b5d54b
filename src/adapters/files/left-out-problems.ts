import type { JsonObject } from '../../core/json.ts';
import { leftOut } from '../../core/openapi/document/left-out.ts';
import type { DocumentProblem, SourceMap } from '../../core/openapi/source/source-map.ts';

/** So many are told one by one. */
const MOST_TOLD = 5;

/** What of a document is not read because it is not what OpenAPI says, where it is written. */
export function leftOutProblems(raw: JsonObject, source: SourceMap): DocumentProblem[] {
  const problems = [...leftOut(raw)].slice(0, 1_000);
  return problems.slice(0, MOST_TOLD).flatMap(({ pointer, message }, index) => {
    const place = source.locate(pointer);
    const more = problems.length - MOST_TOLD;
    const last = index === MOST_TOLD - 1 && more > 0 ? `; so are ${more} more places` : '';
    return place ? [{ ...place, message: `${message}: it is left out${last}` }] : [];
  });
}
