import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { diffDocuments } from '../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';
import { spread } from './in-turn.ts';

const COMPONENTS = 6_000;
const SIZES = [1_000, 2_000, 4_000] as const;
const ROUNDS = 15;
/** The time of four times as many changes is at most this many times that of a quarter of them. */
const MOST_GROWTH = 5;

/**
 * The time that a change takes does not grow with their number, in a document that stays as large as it is. What the
 * changes take is told from what no change takes, round by round, and the middle of the rounds counts: in some of them
 * more is collected than they made.
 */
export function* linearTargets(): Generator<Target> {
  const before = JSON.stringify(documentOf(0));
  const afters = SIZES.map((changed) => JSON.stringify(documentOf(changed)));
  const times: number[][] = SIZES.map(() => []);
  const alone: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const took = [before, ...afters].map((after) => timeOf(before, after));
    if (round === 0) continue;
    alone.push(took[0] as number);
    for (const [index, one] of times.entries()) one.push(took[index + 1] as number);
  }
  const [small = Number.NaN, , large = Number.NaN] = times.map(
    (took) => spreadOf(took.map((time, round) => time - (alone[round] as number))).median,
  );
  const told = [`none: ${spread(alone)} ms`];
  told.push(...SIZES.map((changed, index) => `${changed}: ${spread(times[index] ?? [])} ms`));
  yield {
    what: `changes in a document of ${COMPONENTS} schemas`,
    target: `4 x as many <= ${MOST_GROWTH} x`,
    figure: `${(large / small).toFixed(2)} x (${told.join('; ')})`,
    met: large / small <= MOST_GROWTH,
  };
}

function timeOf(before: string, after: string): number {
  const [a, b] = [openDocument(JSON.parse(before), sha256), openDocument(JSON.parse(after), sha256)];
  const started = performance.now();
  diffDocuments(a, b);
  return performance.now() - started;
}

/** Each operation answers a schema of its own, which refers to a shared one; so many of them have a property more. */
function documentOf(changed: number): JsonObject {
  const numbers = Array.from({ length: COMPONENTS }, (_, index) => index);
  const schemaOf = (index: number): JsonObject => ({
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'string', maxLength: 40 },
      shared: { $ref: '#/components/schemas/Shared' },
      ...(index < changed && { more: { type: 'string' } }),
    },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Any', version: '1' },
    paths: Object.fromEntries(
      numbers.map((index) => [
        `/things${index}`,
        {
          get: {
            responses: {
              200: {
                description: 'fine',
                content: { 'application/json': { schema: { $ref: `#/components/schemas/Thing${index}` } } },
              },
            },
          },
        },
      ]),
    ),
    components: {
      schemas: {
        Shared: { type: 'object', properties: { note: { type: 'string' } } },
        ...Object.fromEntries(numbers.map((index) => [`Thing${index}`, schemaOf(index)])),
      },
    },
  };
}
