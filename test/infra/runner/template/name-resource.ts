import { ACCOUNT, REGION } from '../../stand-ins/start-stand-in.ts';
import type { Deployed, Properties } from './types.ts';

/** What a resource is called once it is there: `Ref` and `Fn::GetAtt`. */
export type Named = Pick<Deployed, 'ref' | 'attributes'>;

interface Naming {
  stack: string;
  logicalId: string;
  /** Base of queue URLs. */
  queues: string;
}

const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

/** Names a resource as CloudFormation would: by its own property, or by stack and logical id. */
export function nameResource(type: string, own: Properties, { stack, logicalId, queues }: Naming): Named {
  const named = (property: string) => {
    const value = own[property];
    return typeof value === 'string' ? value : `${stack}-${logicalId}`;
  };
  switch (type) {
    case 'AWS::SQS::Queue': {
      const name =
        named('QueueName').slice(0, 75) + (own.FifoQueue === true && !own.QueueName ? '.fifo' : '');
      return { ref: `${queues}/${ACCOUNT}/${name}`, attributes: { Arn: arn('sqs', name), QueueName: name } };
    }
    case 'AWS::DynamoDB::GlobalTable':
    case 'AWS::DynamoDB::Table': {
      const name = named('TableName');
      const table = arn('dynamodb', `table/${name}`);
      return { ref: name, attributes: { Arn: table, StreamArn: `${table}/stream/2026-11-01T00:00:00.000` } };
    }
    case 'AWS::S3::Bucket': {
      const name = named('BucketName').toLowerCase().slice(-60);
      return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
    }
    case 'AWS::KMS::Key': {
      const id = `${Buffer.from(logicalId).toString('hex').padEnd(8, '0').slice(-8)}-0000-4000-8000-000000000000`;
      return { ref: id, attributes: { Arn: arn('kms', `key/${id}`), KeyId: id } };
    }
    case 'AWS::IAM::Role': {
      const name = named('RoleName').slice(0, 64);
      return {
        ref: name,
        attributes: { Arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, RoleId: 'AROA000000000EXAMPLE' },
      };
    }
    case 'AWS::Lambda::Function': {
      const name = named('FunctionName').slice(0, 64);
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    }
    case 'AWS::Scheduler::ScheduleGroup': {
      const name = named('Name').slice(0, 64);
      return { ref: name, attributes: { Arn: arn('scheduler', `schedule-group/${name}`) } };
    }
    case 'AWS::SES::EmailIdentity': {
      const identity = String(own.EmailIdentity);
      const dkim = [1, 2, 3].flatMap((n) => [
        [`DkimDNSTokenName${n}`, `token${n}._domainkey.${identity}`],
        [`DkimDNSTokenValue${n}`, `token${n}.dkim.amazonses.com`],
      ]);
      return { ref: identity, attributes: Object.fromEntries(dkim) };
    }
    case 'AWS::Logs::LogGroup': {
      const name = named('LogGroupName');
      return { ref: name, attributes: { Arn: arn('logs', `log-group:${name}:*`) } };
    }
    case 'AWS::SNS::Topic':
      return { ref: arn('sns', named('TopicName')), attributes: { TopicName: named('TopicName') } };
    case 'AWS::Events::Rule':
      return { ref: named('Name'), attributes: { Arn: arn('events', `rule/${named('Name')}`) } };
    case 'AWS::ApiGatewayV2::Api': {
      const id = 'a1b2c3d4e5';
      const ApiEndpoint = `https://${id}.execute-api.${REGION}.amazonaws.com`;
      return { ref: id, attributes: { ApiId: id, ApiEndpoint } };
    }
    default:
      return { ref: logicalId, attributes: {} };
  }
}
