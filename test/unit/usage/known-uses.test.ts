import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DeclaredUse } from '../../../src/core/agreement/types.ts';
import type { Difference } from '../../../src/core/drift/difference.ts';
import { parseSubject } from '../../../src/core/drift/subject.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { findRule } from '../../../src/core/openapi/diff/rules/rules.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { effectOf } from '../../../src/core/usage/effect.ts';
import { usageOf } from '../../../src/core/usage/usage-of.ts';

const golden = new URL('../../golden/usage/world.json', import.meta.url);
const world = JSON.parse(readFileSync(golden, 'utf8')) as { document: JsonObject };
const document = openDocument(world.document, (text) => text);

const REMOVED = 'GET /charges/{} response 200 application/json /amount';
const ELSEWHERE = 'GET /charges response 200 application/json /amount';

function removal(at: string): Difference {
  const rule = findRule('response-required-property-removed');
  const subject = parseSubject(at);
  if (!rule || !subject) throw new Error('no such rule or subject');
  return {
    rule: 'response-required-property-removed',
    level: rule.level,
    direction: rule.direction,
    subject,
    facet: 'property',
    args: { property: 'amount' },
    operation: null,
    pointer: { baseline: null, observed: null },
    proof: 'structure',
  } as unknown as Difference;
}

function weigh(at: string, known: DeclaredUse['known'], fields: string[] = []) {
  const use = { operation: 'GET /charges/{id}', with: {}, fields, ...(known && { known }) };
  const { effect, usageGrade } = effectOf(removal(at), usageOf(document, [], [use]));
  return { effect, usageGrade };
}

describe('how a use is known', () => {
  it.each([
    ['declared', undefined],
    ['recorded', 'recorded' as const],
  ])('%s: a field that goes breaks, another one does nothing', (grade, known) => {
    expect(weigh(REMOVED, known, ['amount'])).toEqual({ effect: 'breaks', usageGrade: grade });
    expect(weigh(REMOVED, known, ['id'])).toEqual({ effect: 'none', usageGrade: grade });
    expect(weigh(REMOVED, known)).toEqual({ effect: 'may-break', usageGrade: grade });
    expect(weigh(ELSEWHERE, known, ['amount'])).toEqual({ effect: 'none', usageGrade: grade });
  });

  it('mentioned: nothing is certain to break, and nothing is said of what is not mentioned', () => {
    expect(weigh(REMOVED, 'mentioned', ['amount'])).toEqual({ effect: 'may-break', usageGrade: 'mentioned' });
    expect(weigh(REMOVED, 'mentioned')).toEqual({ effect: 'may-break', usageGrade: 'mentioned' });
    expect(weigh(ELSEWHERE, 'mentioned')).toEqual({ effect: 'unknown', usageGrade: 'unknown' });
  });
});
