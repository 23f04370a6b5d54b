import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { httpEvent } from '../../../lambdas/events/http-event.ts';
import { registrationEvent } from '../../../scripts/rehearse/registration-event.ts';

it('asks as the HTTP API does', () => {
  const bundle = { v: 1 as const, partner: 'acme-pay', source: 'a/b', files: { 'x.yaml': 'a: 1' } };
  const event = httpEvent.parse(registrationEvent(new Date(0), bundle));
  expect(event.rawPath).toBe('/aws/v1/registrations/acme-pay');
  expect(event.requestContext.http.method).toBe('PUT');
  expect(JSON.parse(gunzipSync(Buffer.from(event.body ?? '', 'base64')).toString())).toEqual(bundle);
  expect(httpEvent.parse(registrationEvent(new Date(0))).requestContext.http.method).toBe('GET');
});
