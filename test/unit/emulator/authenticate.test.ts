import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { startEmulator } from '../../../src/local/emulator/start-emulator.ts';
import type { Credentials } from '../../../src/local/emulator/types.ts';
import { request } from './requesting.ts';
import { documentOf } from './sample-documents.ts';

const SECRET = { token: 's3cret' };
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function guarded(security: JsonObject[], securitySchemes: JsonObject) {
  const responses = { '200': { description: 'ok' }, '401': { description: 'no' } };
  return documentOf({ '/it': { get: { security, responses } } }, { components: { securitySchemes } });
}

const header = { type: 'apiKey', in: 'header', name: 'X-Api-Key' };
const query = { type: 'apiKey', in: 'query', name: 'key' };
const token = { type: 'http', scheme: 'bearer' };
const pair = { type: 'http', scheme: 'basic' };
const openid = {
  type: 'openIdConnect',
  openIdConnectUrl: 'https://id.example/.well-known/openid-configuration',
};

describe('the security that a document asks for', () => {
  it.each<[string, JsonObject[], JsonObject, Credentials, string, Record<string, string>, number]>([
    ['key in header', [{ header: [] }], { header }, SECRET, '', { 'x-api-key': 's3cret' }, 200],
    ['wrong key in header', [{ header: [] }], { header }, SECRET, '', { 'x-api-key': 's3cre' }, 401],
    ['no key in header', [{ header: [] }], { header }, SECRET, '', {}, 401],
    ['key in query', [{ query: [] }], { query }, SECRET, '?key=s3cret', {}, 200],
    ['key in the wrong place', [{ query: [] }], { query }, SECRET, '', { key: 's3cret' }, 401],
    ['bearer', [{ token: [] }], { token }, SECRET, '', bearer('s3cret'), 200],
    ['bearer as basic', [{ token: [] }], { token }, SECRET, '', basic('s3cret:'), 401],
    ['basic', [{ pair: [] }], { pair }, { token: 'ann:pw' }, '', basic('ann:pw'), 200],
    [
      'basic of a client',
      [{ pair: [] }],
      { pair },
      { clientId: 'a', clientSecret: 'b' },
      '',
      basic('a:b'),
      200,
    ],
    ['basic without colon', [{ pair: [] }], { pair }, { token: 'ann:pw' }, '', basic('annpw'), 401],
    ['OpenID bearer', [{ openid: [] }], { openid }, SECRET, '', bearer('s3cret'), 200],
    ['one of two', [{ header: [] }, { token: [] }], { header, token }, SECRET, '', bearer('s3cret'), 200],
    ['both of two', [{ header: [], token: [] }], { header, token }, SECRET, '', bearer('s3cret'), 401],
    ['none needed', [{ header: [] }, {}], { header }, SECRET, '', {}, 200],
    ['a scheme that is not there', [{ other: [] }], { header }, SECRET, '', bearer('s3cret'), 401],
    ['nothing is checked', [{ header: [] }], { header }, null, '', {}, 200],
  ])('%s', async (_, security, schemes, credentials, search, headers, status) => {
    const emulator = await startEmulator({ document: guarded(security, schemes), credentials });
    const answer = await request(`${emulator.url}/it${search}`, { headers });
    await emulator.close();

    expect(answer.status).toBe(status);
    expect(answer.headers.has('www-authenticate')).toBe(status === 401);
  });
});
