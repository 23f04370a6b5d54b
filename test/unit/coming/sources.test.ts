import { describe, expect, it } from 'vitest';
import { comingSteps } from '../../../src/core/coming/kept-dates.ts';
import { applyTransitions, emptyState } from '../../../src/core/ledger/fold.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { comingDetails } from '../../../src/core/report/coming-words.ts';
import { sha256 } from '../lifecycle/look-fixture.ts';
import { chargesDocument, comingIn } from './coming-world.ts';

const OPERATION = 'GET /charges/{} operation';
const AMOUNT = 'GET /charges/{} response 200 application/json /amount';

const brief = (on: Parameters<typeof comingIn>[0]) =>
  comingIn(on).map((one) => [one.subject, one.on, one.known]);

describe('marks in the document that was agreed', () => {
  it.each([
    ['x-sunset', '2027-06-01'],
    ['x-removal-date', '2027-06-01T23:59:59+02:00'],
    ['x-end-of-life', 'Tue, 01 Jun 2027 00:00:00 GMT'],
    ['x-sunset-at', 1811808000],
    ['x-removed-at', { date: '2027-06-01' }],
  ])('%s of an operation', (name, value) => {
    expect(brief({ document: chargesDocument({ operation: { [name]: value } }) })).toEqual([
      [OPERATION, '2027-06-01', 'baseline'],
    ]);
  });

  it('of a property and of a parameter, where these are used', () => {
    const document = chargesDocument({
      amount: { deprecated: true, 'x-sunset': '2027-06-01' },
      expand: { 'x-removal-date': '2027-05-01' },
      inner: { 'x-sunset': '2027-04-01' },
    });
    const inner = 'GET /charges/{} response 200 application/json /fees/*/code';
    expect(brief({ document })).toEqual([
      [inner, '2027-04-01', 'baseline'],
      ['GET /charges/{} request query:expand', '2027-05-01', 'baseline'],
      [AMOUNT, '2027-06-01', 'baseline'],
    ]);
    const uses = [{ operation: 'getCharge', with: {}, fields: ['amount'] }];
    expect(brief({ document, uses })).toEqual([[AMOUNT, '2027-06-01', 'baseline']]);
  });

  it.each([
    ['deprecated alone', { deprecated: true }],
    ['a version', { deprecated: true, 'x-deprecated-at': '2.3', 'x-sunset': 'soon' }],
    ['a day that does not exist', { 'x-sunset': '2027-02-29' }],
    ['a day that passed long ago', { 'x-sunset': '2026-01-01' }],
  ])('say nothing by %s', (_, operation) => {
    expect(comingIn({ document: chargesDocument({ operation }) })).toEqual([]);
  });

  it('still count soon after their day, as late', () => {
    const [one] = comingIn({ document: chargesDocument({ operation: { 'x-sunset': '2026-11-20' } }) });
    expect(one).toMatchObject({ on: '2026-11-20', daysLeft: -2, late: true });
  });

  it('are not told where policy names the operation', () => {
    const document = chargesDocument({ operation: { 'x-sunset': '2027-06-01' } });
    const ignore = [{ by: { operation: 'getCharge' }, until: null, why: 'shim', who: null }];
    const policy = { confirm: 2, failOn: 'may-break' as const, severity: {}, accepted: [], ignore };
    expect(comingIn({ document, agreement: { policy } })).toEqual([]);
  });
});

describe('marks in the document that they publish', () => {
  const published = (sunset: string) => ({
    kind: 'read' as const,
    document: openDocument(chargesDocument({ operation: { 'x-sunset': sunset } }), sha256),
    moved: [],
  });
  const document = chargesDocument({ operation: { 'x-sunset': '2027-01-01' } });

  it('come in the place of those that were agreed', () => {
    expect(brief({ document, input: { published: published('2027-06-01') } })).toEqual([
      [OPERATION, '2027-06-01', 'document'],
    ]);
  });

  it('are still known where the document cannot be read', () => {
    const state = applyTransitions(emptyState('acme-pay'), '2026-11-10T00:00:00.000Z', [
      { type: 'coming', environment: 'production', subject: OPERATION, on: '2027-06-01', known: 'document' },
    ]);
    expect(brief({ document, input: { state } })).toEqual([[OPERATION, '2027-06-01', 'document']]);
  });
});

describe('what was heard', () => {
  const heard = (change: string, on: string | null, what = 'getCharge') => ({
    what,
    change,
    on,
    heard: 'mail 2026-11-02',
  });

  it('is one record with the mark of the document, and says what does not fit together', () => {
    const [one, ...others] = comingIn({
      document: chargesDocument({
        operation: { deprecated: true, 'x-sunset': '2027-06-01', 'x-deprecated-at': '2027-03-01' },
      }),
      agreement: { announced: [heard('removed', '2027-02-01')] },
    });
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      on: '2027-02-01',
      known: 'agreement',
      since: '2026-11-02',
      summary: 'Get a charge',
      notice: { agreed: 90, given: 91, short: false },
      contradictions: [
        { kind: 'dates', dates: ['2027-02-01', '2027-06-01'] },
        { kind: 'ends-before-deprecated', ends: '2027-02-01', deprecated: '2027-03-01' },
      ],
    });
    expect(one?.sources.map(({ known, says }) => `${known} ${says}`)).toEqual([
      'baseline deprecated',
      'baseline ends',
      'agreement ends',
    ]);
  });

  it('by a feed counts from the day it was read', () => {
    const passage = { what: 'GET /charges/{charge}', change: 'removed', on: '2026-12-01', at: '2026-11-20' };
    const [one] = comingIn({ input: { heard: [passage] } });
    expect(one).toMatchObject({
      known: 'feed',
      on: '2026-12-01',
      notice: { agreed: 90, given: 11, short: true },
    });
  });

  it('is about a place where it names one, and a change of its own where it ends nothing', () => {
    const announced = [
      heard('removed', '2027-06-01', AMOUNT.replace('{}', '{id}')),
      heard('answers in pages', '2027-05-01'),
      heard('removed', '2026-11-21'),
      heard('removed', '2027-05-01', 'listPayouts'),
    ];
    expect(brief({ agreement: { announced } })).toEqual([
      [`${OPERATION} answers in pages`, '2027-05-01', 'agreement'],
      [AMOUNT, '2027-06-01', 'agreement'],
    ]);
  });

  it('is no breach where no notice was agreed', () => {
    const [one] = comingIn({
      agreement: {
        announced: [heard('removed', '2026-11-25')],
        noticeDays: { breaking: null, warning: null },
      },
    });
    expect(one?.notice).toEqual({ agreed: null, given: 23, short: false });
  });
});

describe('a date that moves', () => {
  const step = (on: string | null) => ({
    type: 'coming' as const,
    environment: 'production',
    subject: OPERATION,
    on,
    known: 'baseline' as const,
  });
  const moved = (first: string, sunset: string) =>
    comingIn({
      document: chargesDocument({ operation: { 'x-sunset': sunset } }),
      input: {
        state: applyTransitions(emptyState('acme-pay'), '2026-10-01T00:00:00.000Z', [step(first)]),
      },
    })[0];

  it('gives notice from the beginning where it was put off, and says what it was', () => {
    const one = moved('2027-01-01', '2027-06-01');
    expect(one).toMatchObject({ since: '2026-10-01', notice: { given: 243, short: false } });
    expect(one && comingDetails(one)[0]).toBe('was 2027-01-01, since 2026-11-22 is 2027-06-01');
  });

  it('gives notice from the day on which it was brought forward', () => {
    const one = moved('2027-06-01', '2026-11-25');
    expect(one).toMatchObject({ since: '2026-11-22', notice: { agreed: 90, given: 3, short: true } });
    expect(one && comingDetails(one)).toContain('90 days agreed, 3 given');
  });

  it('is kept once, and forgotten once it is not coming any more', () => {
    const empty = emptyState('acme-pay');
    const look = (coming: ReturnType<typeof comingIn>) => ({ environment: 'production', coming });
    const records = comingIn({ document: chargesDocument({ operation: { 'x-sunset': '2027-06-01' } }) });
    expect(comingSteps(empty, look(records))).toEqual([step('2027-06-01')]);
    const kept = applyTransitions(empty, '2026-11-22T08:00:00.000Z', [step('2027-06-01')]);
    expect(comingSteps(kept, look(records))).toEqual([]);
    const gone = comingSteps(kept, look([]));
    expect(gone).toEqual([{ type: 'not-coming', environment: 'production', subject: OPERATION }]);
    expect(
      applyTransitions(kept, '2026-11-23T08:00:00.000Z', gone).environments.production,
    ).not.toHaveProperty('coming');
  });
});
