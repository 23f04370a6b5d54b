import type { JsonObject } from '../../src/core/json.ts';
import { ACCOUNT } from './emulator.ts';

/** Something that CloudFormation takes and an emulator's may not, in a type that it knows. */
export interface Quirk {
  /** Type of the resources that it concerns. */
  type: string;
  /** Properties of the least resource that shows it. */
  probe: JsonObject;
  /** The attribute that shows it, and what it looks like where all is well. */
  attribute?: { name: string; looks: RegExp };
  /** What is done about it, for people. */
  told: string;
  /** Properties that say the same, as far as they can. */
  around?(properties: JsonObject, name: string): JsonObject;
  /** Attributes as this emulator's CloudFormation gives them. */
  attributes?(given: Record<string, string>): Record<string, string>;
}

const OWN_ACCOUNT = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

/** Each is looked for, and gone around only where it is found. */
export const QUIRKS: readonly Quirk[] = [
  {
    type: 'AWS::SQS::Queue',
    probe: { FifoQueue: true },
    told: 'its CloudFormation gives FIFO queues names that it refuses: they go with names of their own',
    around: (properties, name) =>
      properties.FifoQueue === true && !properties.QueueName
        ? { ...properties, QueueName: `${name.slice(-75)}.fifo` }
        : properties,
  },
  {
    type: 'AWS::KMS::Key',
    probe: { KeyPolicy: OWN_ACCOUNT, Tags: [{ Key: 'application', Value: 'forewarn' }] },
    told: 'its CloudFormation breaks on a key with tags: keys go without',
    around: ({ Tags: _, ...properties }) => properties,
  },
  {
    type: 'AWS::Logs::LogGroup',
    probe: {},
    attribute: { name: 'Arn', looks: /:\*$/ },
    told: 'its CloudFormation gives the ARN of a log group without `:*`: policies that name it are held against that',
    attributes: (given) => ({ ...given, Arn: (given.Arn ?? '').replace(/:\*$/, '') }),
  },
];
