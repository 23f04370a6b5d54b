import type { MetricName } from '../../../src/app/metrics.ts';
import type { Fault } from '../stand-ins/faults.ts';
import type { ServiceName } from '../stand-ins/start-account.ts';

/** A fault at a call that is made while a day is worked on, and where it can be seen afterwards. */
export interface FaultCase {
  service: ServiceName;
  fault: Omit<Fault, 'kind' | 'times'>;
  /** Metric that tells of it, where the client's own retries do not get over it. */
  metric: MetricName;
  /** Functions start anew, so that nothing is remembered. */
  cool?: boolean;
}

/** Every call to AWS of checking, telling and sweeping. */
export const CALLS: Record<string, FaultCase> = {
  'reading the registration': {
    service: 'DYNAMODB',
    fault: { operation: 'GetItem', holding: 'REGISTRATION#' },
    metric: 'Faults',
  },
  'reading the ledger': {
    service: 'DYNAMODB',
    fault: { operation: 'Query', holding: 'LEDGER#' },
    metric: 'Faults',
  },
  'reading recent runs': {
    service: 'DYNAMODB',
    fault: { operation: 'Query', holding: 'RUN#' },
    metric: 'Faults',
  },
  'reading the projection': {
    service: 'DYNAMODB',
    fault: { operation: 'GetItem', holding: 'STATE#' },
    metric: 'Faults',
  },
  'appending to the ledger': {
    service: 'DYNAMODB',
    fault: { operation: 'PutItem', holding: 'LEDGER#' },
    metric: 'Faults',
  },
  'writing the projection': {
    service: 'DYNAMODB',
    fault: { operation: 'PutItem', holding: 'STATE#' },
    metric: 'Faults',
  },
  'recording the run': {
    service: 'DYNAMODB',
    fault: { operation: 'PutItem', holding: 'RUN#' },
    metric: 'Faults',
  },
  'getting the registered files': {
    service: 'S3',
    fault: { operation: 'GetObject' },
    metric: 'Faults',
    cool: true,
  },
  'putting evidence': { service: 'S3', fault: { operation: 'PutObject' }, metric: 'Faults' },
  'sending mail': { service: 'SESV2', fault: { operation: 'SendEmail' }, metric: 'NoticesFailed' },
  'recording an attempt': {
    service: 'DYNAMODB',
    fault: { operation: 'PutItem', holding: 'attempted' },
    metric: 'Faults',
  },
  'listing the registrations': {
    service: 'DYNAMODB',
    fault: { operation: 'Query', holding: '"REGISTRATIONS"' },
    metric: 'Faults',
  },
  'signing the checkpoint': { service: 'KMS', fault: { operation: 'Sign' }, metric: 'Faults' },
  'keeping the checkpoint': {
    service: 'DYNAMODB',
    fault: { operation: 'PutItem', holding: 'CHECKPOINTS' },
    metric: 'Faults',
  },
};
