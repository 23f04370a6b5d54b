import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../src/core/json.ts';
import type { RegistrationBundle } from '../../src/core/registration/types.ts';
import { ACCOUNT, REGION } from './emulator.ts';

/** A request to the registrations below `/aws`, as an HTTP API hands it to the function (payload format 2.0). */
export function registrationEvent(at: Date, bundle?: RegistrationBundle): JsonObject {
  const path = `/aws/v1/registrations${bundle ? `/${bundle.partner}` : ''}`;
  const domainName = `rehearsal.execute-api.${REGION}.amazonaws.com`;
  const body = bundle && gzipSync(JSON.stringify(bundle)).toString('base64');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: {
      host: domainName,
      ...(body ? { 'content-type': 'application/json', 'content-encoding': 'gzip' } : {}),
    },
    ...(body ? { body } : {}),
    isBase64Encoded: body !== undefined,
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'rehearsal',
      domainName,
      domainPrefix: 'rehearsal',
      http: {
        method: bundle ? 'PUT' : 'GET',
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'rehearse',
      },
      requestId: 'rehearsal',
      routeKey: '$default',
      stage: '$default',
      time: at.toUTCString(),
      timeEpoch: at.getTime(),
      authorizer: { iam: { userArn: `arn:aws:iam::${ACCOUNT}:user/rehearsal` } },
    },
  };
}
