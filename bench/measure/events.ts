import { gzipSync } from 'node:zlib';
import type { RegistrationBundle } from '../../src/core/registration/types.ts';
import { ACCOUNT } from '../../test/infra/stand-ins/start-stand-in.ts';

/** A message of the queue with one tick, as Lambda hands it over. */
export function tickEvent(partner: string, environment: string, scheduledTime: string): object {
  const body = JSON.stringify({ v: 1, partner, environment, scheduledTime });
  return {
    Records: [
      {
        messageId: `${partner}-${environment}-${scheduledTime}`,
        receiptHandle: 'handle',
        body,
        attributes: { MessageGroupId: partner, ApproximateReceiveCount: '1' },
        eventSource: 'aws:sqs',
      },
    ],
  };
}

/** What EventBridge's timer sends. */
export function timerEvent(time: string): object {
  return { version: '0', source: 'aws.events', 'detail-type': 'Scheduled Event', time, detail: {} };
}

/** A partner's registration by somebody whom AWS knows, as an HTTP API hands it over. */
export function registerEvent(bundle: RegistrationBundle, at: number): object {
  const path = `/aws/v1/registrations/${bundle.partner}`;
  return {
    version: '2.0',
    routeKey: 'PUT /aws/v1/registrations/{partner}',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'api.forewarn.example', 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: gzipSync(JSON.stringify(bundle)).toString('base64'),
    isBase64Encoded: true,
    requestContext: {
      accountId: ACCOUNT,
      domainName: 'api.forewarn.example',
      timeEpoch: at,
      http: { method: 'PUT', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' },
      authorizer: { iam: { userArn: `arn:aws:iam::${ACCOUNT}:user/bench`, accountId: ACCOUNT } },
    },
  };
}
