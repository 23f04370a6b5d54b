import { type ParsedText, parsePart } from '../../../src/adapters/files/parse-document.ts';
import { createTextMemory } from '../../../src/adapters/files/text-memory.ts';
import type { JsonObject } from '../../../src/core/json.ts';

/** What reading a text gives, or why it is refused; with the order of members, which JSON text keeps. */
function outcome(read: () => ParsedText): string {
  try {
    const { value, problems } = read();
    return JSON.stringify({ value, problems });
  } catch (error) {
    return JSON.stringify({ refused: String(error) });
  }
}

/** Reads one text after the other with a memory, and each by itself. */
export function readBoth(texts: readonly string[], name = 'api.yaml'): [string[], string[]] {
  const memory = createTextMemory();
  return [
    texts.map((text) => outcome(() => parsePart(text, name, memory))),
    texts.map((text) => outcome(() => parsePart(text, name))),
  ];
}

/** Schemas, each of some length; one of them may be another. */
export const schemas = (count: number, changed = -1): JsonObject =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `Schema${at}`,
      { type: 'object', description: at === changed ? 'new' : `number ${at}: ${'long '.repeat(20)}` },
    ]),
  );

/** A document of 60 of them. */
export const document = (changed = -1): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  components: { schemas: schemas(60, changed) },
});
