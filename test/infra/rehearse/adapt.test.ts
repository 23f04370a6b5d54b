import { describe, expect, it } from 'vitest';
import { adapted, heldBack, type Lacks, neededBefore } from '../../../scripts/rehearse/adapt.ts';
import type { AssemblyStack } from '../../../scripts/rehearse/assembly.ts';
import { QUIRKS } from '../../../scripts/rehearse/quirks.ts';

const stack: AssemblyStack = {
  name: 'S',
  file: 'S.template.json',
  template: {
    Resources: {
      Table: {
        Type: 'AWS::DynamoDB::GlobalTable',
        DeletionPolicy: 'Retain',
        Properties: {
          KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
          Replicas: [{ Region: 'eu-west-1', DeletionProtectionEnabled: true }],
        },
      },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
      Group: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'g' } },
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { Dimensions: [{ 'Fn::GetAtt': ['Queue', 'QueueName'] }] },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        DependsOn: ['Group', 'Queue'],
        Properties: { Variables: { GROUP: { Ref: 'Group' }, TABLE: { Ref: 'Table' } } },
      },
      Dashboard: {
        Type: 'AWS::CloudWatch::Dashboard',
        Properties: { Body: { 'Fn::GetAtt': ['Alarm', 'Arn'] } },
      },
    },
    Outputs: { Board: { Value: { Ref: 'Dashboard' } }, Group: { Value: { Ref: 'Group' } } },
  },
};

const lacks: Lacks = {
  types: new Set(['AWS::DynamoDB::GlobalTable', 'AWS::Scheduler::ScheduleGroup', 'AWS::CloudWatch::Alarm']),
  tableIsPlain: true,
  quirks: QUIRKS,
};

const group = { ref: 'g', attributes: {} };

describe('a template for an emulator that lacks types', () => {
  it('knows what must be made before, and what must wait', () => {
    expect(neededBefore(stack, lacks).sort()).toEqual(['Alarm', 'Group']);
    expect(heldBack(stack, lacks, new Map([['Group', group]]))).toEqual(['Dashboard']);
    const alarm = { ref: 'a', attributes: { Arn: 'arn:a' } };
    expect(
      heldBack(
        stack,
        lacks,
        new Map([
          ['Group', group],
          ['Alarm', alarm],
        ]),
      ),
    ).toEqual([]);
  });

  it('leaves out what is passed over and what waits, and names what was made instead', () => {
    const { Resources, Outputs } = adapted(stack, lacks, new Map([['Group', group]]));
    expect(Object.keys(Resources)).toEqual(['Table', 'Queue', 'Function']);
    expect(Resources.Function).toEqual({
      Type: 'AWS::Lambda::Function',
      DependsOn: ['Queue'],
      Properties: { Variables: { GROUP: 'g', TABLE: { Ref: 'Table' } } },
    });
    expect(Outputs).toEqual({ Group: { Value: 'g' } });
  });

  it('writes a table with one replica as the plain table that it is, kept as before', () => {
    expect(adapted(stack, lacks, new Map()).Resources.Table).toEqual({
      Type: 'AWS::DynamoDB::Table',
      DeletionPolicy: 'Retain',
      Properties: {
        KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
        DeletionProtectionEnabled: true,
      },
    });
  });

  it('names FIFO queues only where the emulator cannot', () => {
    const named = adapted(stack, lacks, new Map()).Resources.Queue?.Properties;
    expect(named).toEqual({ FifoQueue: true, QueueName: 'S-Queue.fifo' });
    const able = adapted(stack, { ...lacks, quirks: [] }, new Map()).Resources.Queue?.Properties;
    expect(able).toEqual({ FifoQueue: true });
  });
});
