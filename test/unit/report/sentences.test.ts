import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { RULES, type Rule } from '../../../src/core/openapi/diff/rules/rules.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { exampleOf } from '../../../src/core/report/examples/example-of.ts';
import { messageOf, sentenceOf } from '../../../src/core/report/messages/messages.ts';

/** What a finding of a rule says of its example; null where only a live look gives it. */
function told(rule: Rule): string | null {
  const example = exampleOf(rule);
  if (!example) return null;
  const [baseline, observed] = [example.baseline, example.observed].map((document) =>
    openDocument(structuredClone(document), sha256),
  ) as [ReturnType<typeof openDocument>, ReturnType<typeof openDocument>];
  const { policy, today } = example;
  const found = diffDocuments(baseline, observed, { ...(policy && { policy }), ...(today && { today }) });
  const [first] = found.filter((one) => one.rule === rule.id);
  return first ? messageOf(first.rule, first.args, first.subject) : null;
}

const sentences = RULES.map((rule) => ({ id: rule.id, general: sentenceOf(rule), of: told(rule) }));

describe('the sentences of the rules', () => {
  it('read as kept, in general and of an example', async () => {
    const lines = sentences.map(({ id, general, of }) => `${id}\n  ${general}\n${of ? `  ${of}\n` : ''}`);
    await expect(lines.join('')).toMatchFileSnapshot('../../golden/rules/sentences.txt');
  });

  it.each(sentences.map((one) => [one.id, one] as const))('%s is a plain sentence', (_, { general, of }) => {
    for (const text of [general, of ?? general]) {
      expect(text).toMatch(/^[A-Z`].*[^ .]\.$/s);
      expect(text).not.toMatch(/undefined|null,|\[object|NaN| {2}|\.\.| ,|\bnamed here`|``/);
      expect(text.length).toBeLessThanOrEqual(160);
    }
  });
});
