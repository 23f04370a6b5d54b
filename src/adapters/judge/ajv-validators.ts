import type { Reading, SchemaFault, SchemaValidators } from '../../core/exchange/schema-validators.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { ApiDocument, Located } from '../../core/openapi/document/types.ts';
import { createReader, type Effort, type ReadDocument } from './document-reader.ts';
import { UNDECIDED } from './faults-of.ts';
import { judgeHard } from './hard-judge.ts';

/** What this process does for one judgement: some tenths of a second at most. */
const EFFORT: Effort = { steps: 150_000, schemas: 1_000 };

type Judge = (value: Json) => SchemaFault[];

/** For as long as the document is there. What is compiled is kept by itself, by its content. */
const kept = new WeakMap<JsonObject, SchemaValidators>();

/**
 * The judge of conformance: ajv 8 (JSON Schema 2020-12; OpenAPI 3.0 schemas are rewritten first). Each schema
 * is compiled when a value first reaches it, references included, so that a document of any size costs what its
 * exercised part costs; a schema that is the same in another document is not compiled again. What is hard is judged in
 * a thread with limits of heap and time, and undecided beyond those.
 */
export function createAjvValidators(document: ApiDocument): SchemaValidators {
  const known = kept.get(document.raw);
  if (known) return known;
  const read: ReadDocument = { raw: document.raw, threeZero: document.version === '3.0' };
  const readers = { request: judgesOf(read, 'request'), response: judgesOf(read, 'response') };
  const made: SchemaValidators = (schema, reading) => readers[reading](schema);
  kept.set(document.raw, made);
  return made;
}

function judgesOf(document: ReadDocument, reading: Reading): (schema: Located<Json>) => Judge {
  const judge = createReader(document, reading, EFFORT);
  const undecided = new Set<string>();
  return (schema) => (value) => {
    if (undecided.has(schema.pointer)) return [UNDECIDED];
    const faults = judge(schema, value);
    if (faults !== 'too hard') return faults;
    const hard = judgeHard(document, { reading, schema, value });
    if (hard !== 'too hard') return hard;
    undecided.add(schema.pointer);
    return [UNDECIDED];
  };
}
