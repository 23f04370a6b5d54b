import * as access from './access.ts';
import { bucket, bucketPolicy } from './bucket.ts';
import * as functions from './function.ts';
import * as http from './http-api.ts';
import type { Kind } from './kind.ts';
import * as queues from './queue.ts';
import * as send from './send.ts';
import { globalTable } from './table.ts';
import * as watch from './watch.ts';

/** Every type of resource that the rehearsal can read back. */
export const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::ApiGatewayV2::Api': http.httpApi,
  'AWS::ApiGatewayV2::Authorizer': http.authorizer,
  'AWS::ApiGatewayV2::Integration': http.integration,
  'AWS::ApiGatewayV2::Route': http.route,
  'AWS::ApiGatewayV2::Stage': http.stage,
  'AWS::Budgets::Budget': watch.budget,
  'AWS::CloudWatch::Alarm': watch.alarm,
  'AWS::CloudWatch::Dashboard': watch.dashboard,
  'AWS::DynamoDB::GlobalTable': globalTable,
  'AWS::Events::Rule': watch.rule,
  'AWS::IAM::Policy': access.policy,
  'AWS::IAM::Role': access.role,
  'AWS::KMS::Alias': access.keyAlias,
  'AWS::KMS::Key': access.key,
  'AWS::Lambda::EventInvokeConfig': functions.eventInvokeConfig,
  'AWS::Lambda::EventSourceMapping': functions.eventSource,
  'AWS::Lambda::Function': functions.lambdaFunction,
  'AWS::Lambda::Permission': functions.permission,
  'AWS::Logs::LogGroup': watch.logGroup,
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': bucketPolicy,
  'AWS::SES::ConfigurationSet': send.mailSettings,
  'AWS::SES::EmailIdentity': send.mailIdentity,
  'AWS::SNS::Subscription': queues.subscription,
  'AWS::SNS::Topic': queues.topic,
  'AWS::SNS::TopicPolicy': queues.topicPolicy,
  'AWS::SQS::Queue': queues.queue,
  'AWS::SQS::QueuePolicy': queues.queuePolicy,
  'AWS::SSM::Parameter': send.parameter,
  'AWS::Scheduler::ScheduleGroup': send.scheduleGroup,
};
