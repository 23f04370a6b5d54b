import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Difference } from '../../../src/core/drift/difference.ts';
import { LIVE_ROWS } from '../../../src/core/openapi/diff/rules/live-rows.ts';
import { RULES, type Rule } from '../../../src/core/openapi/diff/rules/rules.ts';
import { mirror } from '../../../src/core/openapi/diff/wire/mirror.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const document = openDocument(
  { openapi: '3.1.0', info: { title: 'Orders', version: '1' }, paths: {} },
  sha256,
);

const LIVE = new Set<string>(LIVE_ROWS.map(([id]) => id));

/** Facets that are told of an operation's parts themselves, not of their schemas. */
const OF_PARTS = new Set([
  ...['parameter', 'header', 'body', 'media-type', 'status', 'link', 'style', 'explode'],
  ...['allow-reserved', 'allow-empty-value'],
]);

function turned({ id, level, direction, facet }: Rule): string | null {
  const difference: Difference = {
    rule: id,
    level,
    direction,
    subject: { method: 'POST', path: 'webhook:a', section: 'request', location: '' },
    facet,
    args: {},
    operation: null,
    pointer: { baseline: null, observed: null },
    proof: 'structural',
  };
  const [other] = mirror({ baseline: document, observed: document }, [difference]);
  return other && 'rule' in other ? other.rule : null;
}

describe('every change of a part of an operation', () => {
  const rules = RULES.filter(
    ({ id, facet, direction }) => OF_PARTS.has(facet) && direction !== 'none' && !LIVE.has(id),
  );
  const own = rules.filter(({ id }) => id.startsWith('webhook-')).map(({ id }) => id);
  const others = rules.filter(({ id }) => !own.includes(id));

  it('has a rule for what is sent to us, or is told alike both ways, or is nothing to who reads', () => {
    expect(others.filter((rule) => turned(rule) === rule.id).map(({ id }) => id)).toEqual([
      'request-required-parameter-moved',
      'request-optional-parameter-moved',
      'request-parameter-style-changed',
      'response-media-type-name-changed',
      'response-link-added',
      'response-link-removed',
      'response-link-changed',
    ]);
    expect(others.filter((rule) => turned(rule) === null).map(({ id }) => id)).toEqual([
      'request-parameter-became-allow-reserved',
      'request-parameter-became-not-allow-reserved',
      'request-parameter-became-allow-empty',
      'request-parameter-became-not-allow-empty',
    ]);
  });

  it('of webhooks alone is given by another that is turned round', () => {
    expect(new Set(others.map(turned).filter((id) => id?.startsWith('webhook-')))).toEqual(new Set(own));
  });
});
