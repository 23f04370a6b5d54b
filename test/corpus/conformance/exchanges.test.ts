import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../src/core/drift/difference.ts';
import { corpusOrSay } from '../corpus.ts';
import { OTHER_EXCHANGE_VERDICT } from './disagreements.ts';
import { conformed, documentOf } from './judged.ts';
import { readPrismCases } from './prism-cases.ts';
import { readValidatorCases } from './validator-cases.ts';

const corpus = corpusOrSay();

/** How a side of an exchange was judged: by them, and by us. */
interface Judged {
  name: string;
  theirs: 'accept' | 'reject';
  ours: 'accept' | 'reject';
  told: string[];
}

function judged(
  name: string,
  theirs: Judged['theirs'],
  found: readonly Difference[],
  strictQuery = false,
): Judged {
  // To send more than is documented is told, and refused by nobody who is not asked to be strict; what is not sent and
  // has a default is told too, and filled in.
  const isTaken = ({ rule, args }: Difference) =>
    (rule === 'request-parameter-removed' && args.in === 'query' && !strictQuery) ||
    rule.endsWith('-with-default');
  const counted = found.filter((one) => one.level !== 'info' && !isTaken(one));
  return {
    name,
    theirs,
    ours: counted.length > 0 ? 'reject' : 'accept',
    told: found.map(({ rule }) => rule),
  };
}

/** Prints the share of the same verdicts; the others must be those that have a reason. */
function agreed(what: string, all: readonly Judged[]): void {
  const others = all.filter(({ theirs, ours }) => theirs !== ours);
  for (const { name, theirs, ours, told } of others) {
    const reason = OTHER_EXCHANGE_VERDICT[name] ?? 'NO REASON';
    console.log(`  ${name}: theirs ${theirs}, ours ${ours} [${told.join(', ')}]: ${reason}`);
  }
  const share = (all.length - others.length) / all.length;
  console.log(
    `${what}: ${all.length - others.length} of ${all.length} verdicts (${(100 * share).toFixed(1)} %)`,
  );
  expect(others.map(({ name }) => name).filter((name) => !(name in OTHER_EXCHANGE_VERDICT))).toEqual([]);
  expect(share).toBeGreaterThanOrEqual(0.98);
}

function byValidators(): Judged[] {
  return readValidatorCases(corpus ?? '').map((one) => {
    const result = conformed(documentOf(one.document), one.request, one.response);
    return judged(one.case, one.verdict, result[one.side], one.strictQuery);
  });
}

function byPrism(): Judged[] {
  return readPrismCases(corpus ?? '').flatMap((one) => {
    const url = new URL(one.request.url);
    // What begins with two lines steers Prism, and is no part of the call.
    const query = url.search
      .slice(1)
      .split('&')
      .filter((pair) => !pair.startsWith('__'))
      .join('&');
    const result = conformed(
      documentOf(one.document),
      { ...one.request, path: url.pathname, query },
      one.answer,
    );
    return (['request', 'response'] as const).flatMap((side) => {
      const theirs = one.said[side];
      return theirs === null ? [] : [judged(`${one.case} ${side}`, theirs, result[side])];
    });
  });
}

describe.skipIf(!corpus)('exchanges that others have judged', () => {
  it('at least 98 % of the verdicts are the same, each other one has its reason', () => {
    const validators = byValidators();
    const prism = byPrism();

    agreed('validators and Prism', [...validators, ...prism]);
    expect(validators.length).toBeGreaterThan(50);
    expect(prism.length).toBeGreaterThan(150);
  });
});
