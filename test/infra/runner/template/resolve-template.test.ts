import { expect, test } from 'vitest';
import { rolesOf } from './policies.ts';
import { resolveTemplate } from './resolve-template.ts';
import type { Template } from './types.ts';

const template = (Resources: Template['Resources'], more: Partial<Template> = {}): Template => ({
  Resources,
  ...more,
});
const resolved = (value: unknown, more: Partial<Template> = {}, exports = new Map<string, string>()) =>
  resolveTemplate(
    {
      name: 'Stack',
      template: template(
        {
          Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
          Table: { Type: 'AWS::DynamoDB::GlobalTable', Properties: {} },
          Subject: { Type: 'AWS::X::Y', Properties: { value } },
        },
        more,
      ),
    },
    'http://127.0.0.1:1',
    exports,
  ).find(({ logicalId }) => logicalId === 'Subject')?.properties.value;

test.each([
  [{ Ref: 'Queue' }, 'http://127.0.0.1:1/111122223333/Stack-Queue.fifo'],
  [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-central-1:111122223333:Stack-Queue.fifo'],
  [{ Ref: 'Table' }, 'Stack-Table'],
  [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':x']] }, 'arn:aws:x'],
  [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  [{ 'Fn::Sub': `\${Table}.\${Queue.QueueName}.\${!left}` }, `Stack-Table.Stack-Queue.fifo.\${left}`],
  [{ 'Fn::Sub': [`\${one}`, { one: { Ref: 'Table' } }] }, 'Stack-Table'],
  [{ 'Fn::If': ['Never', 1, { 'Fn::ImportValue': 'other' }] }, 'from another stack'],
  [[{ Ref: 'AWS::NoValue' }, { Ref: 'Named' }], ['by default']],
])('%j is %j', (value, expected) => {
  const more = {
    Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'nowhere'] } },
    Parameters: { Named: { Type: 'String', Default: 'by default' } },
  };
  expect(resolved(value, more, new Map([['other', 'from another stack']]))).toEqual(expected);
});

test('what leads nowhere, or is not known, is refused', () => {
  expect(() => resolved({ Ref: 'Nothing' })).toThrow(/no resource Nothing/);
  expect(() => resolved({ 'Fn::Transform': {} })).toThrow(/not known/);
});

test('a role may do what its statements allow, under their conditions, and nothing else', () => {
  const statement = (Action: string | string[], Resource: string, more: object = {}) => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...more,
  });
  const policy = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      Roles: ['worker'],
      PolicyDocument: {
        Statement: [
          statement(['s3:GetObject'], 'arn:aws:s3:::bucket/registered/*'),
          statement('dynamodb:DeleteItem', 'arn:table', {
            Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['STATE#*'] } },
          }),
          statement('ses:SendRawEmail', 'arn:identity', {
            Condition: { StringEquals: { 'ses:FromAddress': 'a@shop.example' } },
          }),
          statement('sqs:*', '*'),
          statement('sqs:DeleteQueue', '*', { Effect: 'Deny' }),
        ],
      },
    },
  };
  const resources = resolveTemplate({ name: 'Stack', template: template({ Policy: policy }) }, '', new Map());
  const may = rolesOf(resources)('worker');

  expect([
    may('s3:GetObject', 'arn:aws:s3:::bucket/registered/a.json', {}),
    may('s3:GetObject', 'arn:aws:s3:::bucket/evidence/a.json', {}),
    may('s3:PutObject', 'arn:aws:s3:::bucket/registered/a.json', {}),
    may('dynamodb:DeleteItem', 'arn:table', { 'dynamodb:LeadingKeys': ['STATE#a'] }),
    may('dynamodb:DeleteItem', 'arn:table', { 'dynamodb:LeadingKeys': ['LEDGER#a'] }),
    may('ses:SendRawEmail', 'arn:identity', { 'ses:FromAddress': ['a@shop.example'] }),
    may('ses:SendRawEmail', 'arn:identity', { 'ses:FromAddress': ['b@shop.example'] }),
    may('ses:SendRawEmail', 'arn:identity', {}),
    may('sqs:SendMessage', 'arn:queue', {}),
    may('sqs:DeleteQueue', 'arn:queue', {}),
    rolesOf(resources)('another')('sqs:SendMessage', 'arn:queue', {}),
  ]).toEqual([true, false, false, true, false, true, false, false, true, false, false]);
});
