import { expect, it } from 'vitest';
import { resolve, type Surroundings, UNRESOLVED } from '../../../scripts/rehearse/resolve.ts';

const from: Surroundings = {
  known: (name) => (name === 'Queue' ? { ref: 'url', attributes: { Arn: 'arn:q' } } : undefined),
  exported: (name) => (name === 'shared' ? 'value' : undefined),
  condition: (name) => name === 'Yes',
};

it.each([
  [{ Ref: 'Queue' }, 'url'],
  [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:q'],
  [{ 'Fn::Join': ['/', ['a', { Ref: 'Queue' }]] }, 'a/url'],
  [{ 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] }, 'q'],
  [{ 'Fn::If': ['Yes', 1, 2] }, 1],
  [{ 'Fn::If': ['No', 1, 2] }, 2],
  [{ 'Fn::ImportValue': 'shared' }, 'value'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
  [{ 'Fn::Sub': '${Queue}|${Queue.Arn}|${!kept}' }, 'url|arn:q|${kept}'],
  [{ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
])('resolves %j', (value, expected) => {
  expect(resolve(value, from)).toEqual(expected);
});

it('marks what leads nowhere', () => {
  expect(JSON.stringify(resolve({ a: { 'Fn::GetAtt': ['Other', 'Arn'] } }, from))).toContain(
    JSON.stringify(UNRESOLVED),
  );
});
