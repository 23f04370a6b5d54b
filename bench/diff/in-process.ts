import { readFileSync } from 'node:fs';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { diffDocuments } from '../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { createProver } from '../../src/core/openapi/witness/prove.ts';

// Prints what parsing, comparing, and comparing with witnesses took, in ms, round by round, as JSON. Each is measured
// without what the ones before it have left to be collected: with `--expose-gc`.
const [rounds = '1', ...files] = process.argv.slice(2);
const texts = files.map((file) => readFileSync(file, 'utf8'));

const timed = <T>(run: () => T): [number, T] => {
  const started = performance.now();
  const result = run();
  return [performance.now() - started, result];
};

const collect = (): void => globalThis.gc?.();

const figures = Array.from({ length: Number(rounds) }, () => {
  const parsed = () => texts.map((text): JsonObject => JSON.parse(text)) as [JsonObject, JsonObject];
  collect();
  const [parse, raw] = timed(parsed);
  const compare = (raw: [JsonObject, JsonObject], proves: boolean) => {
    const [before, after] = [openDocument(raw[0], sha256), openDocument(raw[1], sha256)];
    return diffDocuments(before, after, proves ? { prove: createProver(before, after) } : {}).length;
  };
  collect();
  const [diff, found] = timed(() => compare(raw, false));
  collect();
  const [whole] = timed(() => compare(parsed(), true));
  return { parse, diff, whole, found };
});
process.stdout.write(JSON.stringify(figures));
