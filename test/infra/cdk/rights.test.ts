import { describe, expect, test } from 'vitest';
import { EVERYTHING, resourcesOf, templateOf } from './deployment.ts';
import { rightsOf, statementsOf } from './rights.ts';

const templates = { defaults: templateOf(), everything: templateOf(EVERYTHING) };

describe.each(['defaults', 'everything'] as const)('rights with %s', (which) => {
  const template = templates[which];

  test('are what was reviewed', async () => {
    await expect(rightsOf(template)).toMatchFileSnapshot(`rights-with-${which}.txt`);
  });

  test('name no action by a wildcard', () => {
    const wild = statementsOf(template).filter(({ actions }) =>
      actions.some((action) => action.includes('*')),
    );
    expect(wild).toEqual([]);
  });

  test('name no resource by a wildcard but keys, parameters, schedules and streams below a name', () => {
    const wild = statementsOf(template).flatMap(({ actions, resources }) =>
      resources.filter((resource) => resource.includes('*')).map((resource) => [actions.join(' '), resource]),
    );
    const allowed = [
      // Actions for which AWS knows no resource.
      /^((xray:(PutTelemetryRecords|PutTraceSegments)|ec2:(Create|Delete|Describe)NetworkInterfaces?) )+\*$/,
      // Names that come after the deployment.
      /^s3:\w+ <EvidenceBucket\.Arn>\/(registered|evidence)\/\*$/,
      /^ssm:GetParameter \S+:parameter\/(forewarn|aws\/reference\/secretsmanager)\/\*$/,
      /^secretsmanager:GetSecretValue \S+:secret:\/forewarn\/\*$/,
      /^(scheduler:(Create|Delete|Update)Schedule ?)+ \S+:schedule\/<SchedulesGroup>\/\*$/,
      /^dynamodb:ListStreams <LedgerTable\.Arn>\/stream\/\*$/,
    ];
    const other = wild.map((pair) => pair.join(' ')).filter((line) => !allowed.some((one) => one.test(line)));
    expect(other).toEqual([]);
  });

  test('come with no policy that others keep, and only to roles of services', () => {
    for (const [, { Properties }] of resourcesOf(template, 'AWS::IAM::Role'))
      expect(Properties.ManagedPolicyArns).toBeUndefined();
    for (const type of ['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::ManagedPolicy'])
      expect(resourcesOf(template, type), type).toEqual([]);
  });
});

test('nobody may delete what was committed, nor evidence, nor change an item in place', () => {
  const all = statementsOf(templates.everything).flatMap(({ actions }) => actions);
  for (const action of [
    'dynamodb:UpdateItem',
    'dynamodb:DeleteTable',
    's3:DeleteObject',
    's3:DeleteObjectVersion',
  ])
    expect(all).not.toContain(action);
  for (const [, { Properties }] of resourcesOf(templates.everything, 'AWS::IAM::Policy'))
    for (const statement of Properties.PolicyDocument.Statement)
      if ([statement.Action].flat().includes('dynamodb:DeleteItem'))
        for (const prefix of statement.Condition['ForAllValues:StringLike']['dynamodb:LeadingKeys'])
          expect(prefix).toMatch(/^(STATE#|RUN#|REGISTRATION)/);
});
