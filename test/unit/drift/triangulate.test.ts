import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/drift/finding.ts';
import {
  type DocumentsSay,
  expectation,
  isInForce,
  type LiveSays,
  liveSays,
  NEXT_STEP,
  type NextStep,
  type Sighting,
  sightingOf,
  supersedes,
  triangulate,
} from '../../../src/core/drift/triangulate.ts';

/** The whole table, written out by hand: documents, live, cell, partial, next step, in force. */
const TABLE: [DocumentsSay, LiveSays, Cell, boolean, NextStep, boolean][] = [
  ['same', 'unseen', 'unseen', false, 'ours: restore sight', false],
  ['same', 'old', 'agree', false, 'nobody', false],
  ['same', 'either', 'agree', false, 'nobody', false],
  ['same', 'new', 'undocumented-change', false, 'theirs: document or revert', true],
  ['same', 'other', 'undocumented-change', false, 'theirs: document or revert', true],
  ['same', 'mixed', 'undocumented-change', true, 'theirs: document or revert', true],
  ['same', 'mixed-with-other', 'undocumented-change', true, 'theirs: document or revert', true],
  ['unknown', 'unseen', 'unseen', false, 'ours: restore sight', false],
  ['unknown', 'old', 'agree', false, 'nobody', false],
  ['unknown', 'either', 'agree', false, 'nobody', false],
  ['unknown', 'new', 'live-change', false, 'theirs: say whether it is meant', true],
  ['unknown', 'other', 'live-change', false, 'theirs: say whether it is meant', true],
  ['unknown', 'mixed', 'live-change', true, 'theirs: say whether it is meant', true],
  ['unknown', 'mixed-with-other', 'live-change', true, 'theirs: say whether it is meant', true],
  ['moved', 'unseen', 'announced', false, 'ours: migrate', false],
  ['moved', 'old', 'announced', false, 'ours: migrate', false],
  ['moved', 'either', 'announced', false, 'ours: migrate', false],
  ['moved', 'new', 'shipped', false, 'both: renegotiate or revert', true],
  ['moved', 'mixed', 'rolling-out', false, 'ours: now', true],
  ['moved', 'other', 'diverged', false, 'theirs: which is meant?', true],
  ['moved', 'mixed-with-other', 'diverged', true, 'theirs: which is meant?', true],
];

const DOCUMENTS: DocumentsSay[] = ['same', 'moved', 'unknown'];
const LIVE: LiveSays[] = ['unseen', 'old', 'either', 'new', 'other', 'mixed', 'mixed-with-other'];

describe('the triangulation table', () => {
  it.each(TABLE)('%s x %s is %s', (documents, live, cell, partial, next, force) => {
    expect(triangulate(documents, live)).toEqual({ cell, partial });
    expect(NEXT_STEP[cell]).toBe(next);
    expect(isInForce(cell)).toBe(force);
  });

  it('is walked whole: every combination stands in it exactly once', () => {
    const walked = TABLE.map(([documents, live]) => `${documents} ${live}`);
    const possible = DOCUMENTS.flatMap((documents) => LIVE.map((live) => `${documents} ${live}`));
    expect([...walked].sort()).toEqual([...possible].sort());
  });
});

describe('sightings', () => {
  it.each([
    [true, true, 'either'],
    [true, false, 'old'],
    [true, null, 'old'],
    [false, true, 'new'],
    [false, false, 'other'],
    [false, null, 'other'],
  ] as const)('baseline accepts %s, published accepts %s: %s', (baseline, published, sighting) => {
    expect(sightingOf(baseline, published)).toBe(sighting);
  });

  it.each([
    [[], 'unseen'],
    [['old'], 'old'],
    [['either', 'either'], 'either'],
    [['new'], 'new'],
    [['other', 'other'], 'other'],
    [['old', 'either'], 'old'],
    [['old', 'new'], 'mixed'],
    [['either', 'new'], 'mixed'],
    [['old', 'other'], 'mixed-with-other'],
    [['new', 'other'], 'mixed-with-other'],
  ] as [Sighting[], LiveSays][])('%j together are %s', (sightings, says) => {
    expect(liveSays(sightings)).toBe(says);
    expect(liveSays([...sightings].reverse())).toBe(says);
  });
});

describe('the expectation table', () => {
  it.each([
    [true, true, 'baseline-behind', 'both: adopt the published document'],
    [true, false, 'ahead-of-partner', 'ours: we expect what is not there yet'],
    [true, null, 'ahead-of-partner', 'ours: we expect what is not there yet'],
    [false, true, 'documents-behind', 'theirs: correct the document'],
    [false, false, 'expectation-wrong', 'ours: correct the expectation'],
    [false, null, 'expectation-wrong', 'ours: correct the expectation'],
  ] as const)('fits published %s, passes live %s: %s', (fits, passes, cell, next) => {
    expect(expectation(fits, passes)).toBe(cell);
    expect(NEXT_STEP[cell]).toBe(next);
  });

  it('lets only the behind cells supersede', () => {
    expect(supersedes('baseline-behind', 'undocumented-change')).toBe(true);
    expect(supersedes('documents-behind', 'live-change')).toBe(true);
    expect(supersedes('documents-behind', 'baseline-behind')).toBe(false);
    expect(supersedes('expectation-wrong', 'live-change')).toBe(false);
  });
});
