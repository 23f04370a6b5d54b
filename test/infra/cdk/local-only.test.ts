import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { appOf, EVERYTHING, resourcesOf, templateOf } from './deployment.ts';

const { stack } = appOf({ people: 'local' });
const template = Template.fromStack(stack).toJSON();

test('the command line refuses to deploy a stack that answers anybody', () => {
  Annotations.fromStack(stack).hasError('/Forewarn', Match.stringLikeRegexp('cannot be deployed'));
});

test('CloudFormation refuses its template, whatever its parameter is', () => {
  const { Assertions } = template.Rules.NotDeployable;
  const [{ Assert }] = Assertions as [{ Assert: Record<string, [{ Ref: string }, string]> }];
  const [{ Ref }, wanted] = Assert['Fn::Equals'] ?? [{ Ref: '' }, ''];
  expect(template.Parameters[Ref].AllowedValues).toEqual(['local']);
  expect(wanted).not.toBe('local');
});

test('it alone has routes without an authoriser', () => {
  const open = (of: Template): string[] =>
    resourcesOf(of, 'AWS::ApiGatewayV2::Route')
      .filter(([, { Properties }]) => Properties.AuthorizationType === 'NONE')
      .map(([, { Properties }]) => Properties.RouteKey);
  expect(open(Template.fromStack(stack))).toContain('GET /v1/status');
  expect(open(templateOf(EVERYTHING))).toEqual([]);
});

test('no other configuration has the rule', () => {
  expect(templateOf(EVERYTHING).toJSON().Rules?.NotDeployable).toBeUndefined();
});

test('without people, synthesis says that nobody can read the page', () => {
  const said = Match.stringLikeRegexp('Nobody can read the page');
  Annotations.fromStack(appOf().stack).hasWarning('/Forewarn', said);
  Annotations.fromStack(appOf(EVERYTHING).stack).hasNoWarning('/Forewarn', said);
});
