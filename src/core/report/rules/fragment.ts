import { isObject, type Json, type JsonObject } from '../../json.ts';
import { DONE } from '../examples/documents.ts';
import type { Example } from '../examples/example.ts';
import { yamlText } from './yaml-text.ts';

/** The part of both documents that the example is about, as YAML below a comment that says where it stands. */
export function fragmentsOf({ baseline, observed }: Example): { before: string; after: string } {
  const [before, after] = [plain(baseline, observed), plain(observed, baseline)];
  const way = steps(before, after);
  const path = way.slice(0, way.indexOf('schema') + 1);
  const at = (document: JsonObject) => {
    const head = path.length === 0 ? '' : `# ${path.join(' > ')}\n`;
    return `${head}${yamlText(path.reduce<Json>(inside, document))}`;
  };
  return { before: at(before), after: at(after) };
}

/** The way down to where the two differ, as long as they do in one place alone. */
function steps(before: Json, after: Json): string[] {
  if (!isObject(before) || !isObject(after)) return [];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differing = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const [only] = differing;
  if (only === undefined || differing.length > 1) return [];
  if (before[only] === undefined || after[only] === undefined) return [];
  return [only, ...steps(before[only], after[only])];
}

function inside(value: Json, step: string): Json {
  return isObject(value) ? (value[step] ?? null) : null;
}

/** Without what is the same in both documents, and without responses that say nothing beside what is said. */
function plain(document: JsonObject, other: JsonObject): JsonObject {
  const entries = Object.entries(document).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(other[key]),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutDone(value)]));
}

function withoutDone(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutDone);
  if (!isObject(value)) return value;
  const empty = JSON.stringify(value.responses) === JSON.stringify(DONE) && Object.keys(value).length > 1;
  const { responses, ...rest } = value;
  const kept: JsonObject = empty || responses === undefined ? rest : value;
  return Object.fromEntries(Object.entries(kept).map(([key, one]) => [key, withoutDone(one)]));
}
