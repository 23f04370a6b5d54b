import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../src/core/drift/difference.ts';
import { RULES } from '../../../src/core/openapi/diff/rules/rules.ts';
import { readOasdiffIgnore } from '../../../src/core/policy/oasdiff-ignore.ts';
import { readOasdiffLevels } from '../../../src/core/policy/oasdiff-levels.ts';
import { lineNames } from '../../../src/core/policy/oasdiff-line.ts';
import { differenceOf } from './difference-of.ts';

const ids = RULES.map(({ id }) => id as string);

describe('a severity-levels file', () => {
  it('gives levels by rule, with the line of each', () => {
    const { rules, notes, problems } = readOasdiffLevels(
      'api-tag-added    err\n\n# a remark\r\nApi-Tag NONE\napi-tag-removed\tNONE\n',
      'levels.txt',
      ids,
    );
    expect(rules).toEqual([
      { rule: 'api-tag-added', level: 'breaking', from: { file: 'levels.txt', line: 1 } },
      { rule: 'api-tag-removed', level: 'none', from: { file: 'levels.txt', line: 5 } },
    ]);
    expect(notes.map(({ place }) => place?.line)).toEqual([4]);
    expect(problems).toEqual([]);
  });

  it('says what is wrong, with the nearest word', () => {
    const { problems, notes } = readOasdiffLevels(
      'api-tag-added wran\napi-tag-added\napi-tag-aded warn\napi-tag-added x',
      'f',
      ids,
    );
    expect(problems).toEqual([
      { line: 1, message: '`wran` is no level; did you mean `warn`?' },
      { line: 2, message: 'a line must be the id of a rule and a level' },
      { line: 4, message: '`x` is no level', allowed: ['err', 'warn', 'info', 'none'] },
    ]);
    expect(notes.map(({ message }) => message)).toEqual([
      'there is no rule `api-tag-aded`; did you mean `api-tag-added`?',
    ]);
  });
});

const operation = { method: 'GET', path: '/api/{domain}/badges', operationId: 'badges' };
const subject = { method: 'GET', path: '/api/{}/badges', section: 'response' as const, location: '' };
const statusRemoved = differenceOf({
  rule: 'response-success-status-removed',
  facet: 'status',
  args: { status: '200' },
  operation,
  subject: { ...subject, status: '200' },
});
const parameter = (changed: Partial<Difference>) =>
  differenceOf({
    rule: 'request-parameter-max-length-decreased',
    facet: 'max-length',
    direction: 'request',
    args: { from: 20, to: 10 },
    operation,
    subject: { ...subject, section: 'request', location: 'query:filter' },
    ...changed,
  });
const schemaRemoved = differenceOf({
  rule: 'api-schema-removed',
  facet: 'schema',
  direction: 'none',
  args: { schema: 'Rules' },
  operation: null,
  subject: { method: '*', path: '*', section: 'operation', location: 'schema:Rules' },
});

function named(line: string, difference: Difference): boolean {
  const [entry] = readOasdiffIgnore(line, 'ignore.txt', ids);
  return entry !== undefined && 'line' in entry.by && lineNames(entry.by.line, difference);
}

describe('a line of an ignore file', () => {
  const path = 'GET /api/{domain}/badges';
  it.each([
    [
      'names by path and quoted status',
      `${path} removed the success response with the status '200'`,
      statusRemoved,
      true,
    ],
    [
      'in any order, case and company',
      ` - 12.01.2026 In get /API/{domain}/badges we Removed the success response with the status \`200\``,
      statusRemoved,
      true,
    ],
    [
      'not with another status',
      `${path} removed the success response with the status '201'`,
      statusRemoved,
      false,
    ],
    [
      'not with another change',
      `${path} added the success response with the status '200'`,
      statusRemoved,
      false,
    ],
    [
      'not at another method',
      `POST /api/{domain}/badges removed the success response with the status '200'`,
      statusRemoved,
      false,
    ],
    [
      'not at another path',
      `GET /api/{domain}/badge removed the success response with the status '200'`,
      statusRemoved,
      false,
    ],
    ['not without a quoted name', `${path} removed the success response`, statusRemoved, false],
    [
      'by the id alone, where it names one',
      `error: ${path} something [response-success-status-removed].`,
      statusRemoved,
      true,
    ],
    [
      'not by another id',
      `${path} removed the success response with the status '200' [api-tag-removed]`,
      statusRemoved,
      false,
    ],
    [
      'a parameter and its values',
      `${path} for the 'query' request parameter 'filter', the maxLength was decreased from '20' to '10'`,
      parameter({}),
      true,
    ],
    [
      'not from other values',
      `${path} for the 'query' request parameter 'filter', the maxLength was decreased from '20' to '5'`,
      parameter({}),
      false,
    ],
    [
      'not of another parameter',
      `${path} for the 'query' request parameter 'sort', the maxLength was decreased from '20' to '10'`,
      parameter({}),
      false,
    ],
    [
      'deleted for removed',
      `${path} deleted the 'query' request parameter 'filter'`,
      parameter({ rule: 'request-parameter-removed', facet: 'parameter', args: { name: 'filter' } }),
      true,
    ],
    [
      'a property by its path',
      `GET /orders/{orderId} removed the required property 'lines/items/total' from the response with the '200' status`,
      differenceOf(),
      true,
    ],
    [
      'not of the request',
      `GET /orders/{orderId} removed the required request property 'lines/items/total'`,
      differenceOf(),
      false,
    ],
    [
      'not another property',
      `GET /orders/{orderId} removed the required property 'total' from the response with the '200' status`,
      differenceOf(),
      false,
    ],
    [
      'an operation that is gone',
      `${path} api removed without deprecation`,
      parameter({
        rule: 'api-removed-without-deprecation',
        facet: 'operation',
        direction: 'none',
        args: {},
        subject: { ...subject, section: 'operation' },
      }),
      true,
    ],
    ['a component', `in components removed the schema 'rules'`, schemaRemoved, true],
    ['not another component', `Removed the schema 'network-policies' from components`, schemaRemoved, false],
    ['not a component without the word', `removed the schema 'rules'`, schemaRemoved, false],
  ])('%s', (_, line, difference, expected) => {
    expect(named(line, difference)).toBe(expected);
  });

  it('is passed over where it can name nothing', () => {
    expect(readOasdiffIgnore('# Known changes\n\nWe agreed on these.\n', 'ignore.md', ids)).toEqual([]);
  });
});
