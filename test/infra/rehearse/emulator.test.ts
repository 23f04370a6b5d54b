import { describe, expect, it } from 'vitest';
import { endpointOf, greet, rehearsalEnvironment } from '../../../scripts/rehearse/emulator.ts';

describe('where a rehearsal may run', () => {
  it.each(['http://127.0.0.1:5000', 'http://localhost:4566/', 'http://[::1]:5000'])('takes %s', (url) => {
    expect(endpointOf({ AWS_ENDPOINT_URL: url }).origin).toBe(new URL(url).origin);
  });

  it.each([
    'https://sqs.eu-west-1.amazonaws.com',
    'http://10.0.0.1:5000',
    'http://127.0.0.1.shop.example:5000',
    'http://me:secret@127.0.0.1:5000',
    'http://127.0.0.1:5000/path',
    'no url',
  ])('refuses %s', (url) => {
    expect(() => endpointOf({ AWS_ENDPOINT_URL: url })).toThrow(/not a place on loopback/);
  });

  it.each([{}, { AWS_ENDPOINT_URL: '' }])('says that no emulator is named', (env) => {
    expect(() => endpointOf(env)).toThrow(/AWS_ENDPOINT_URL is not set/);
  });

  it('says that nothing answers', async () => {
    await expect(greet(new URL('http://127.0.0.1:1'))).rejects.toThrow(
      'nothing answers at http://127.0.0.1:1',
    );
  });
});

describe('the environment of what a rehearsal starts', () => {
  it('has nothing of the AWS settings of whoever rehearses', () => {
    const own = {
      PATH: '/bin',
      AWS_PROFILE: 'shop',
      AWS_SECRET_ACCESS_KEY: 'true-secret',
      AWS_SESSION_TOKEN: 'true-token',
      AWS_ENDPOINT_URL_SQS: 'https://sqs.eu-west-1.amazonaws.com',
      CDK_DEFAULT_ACCOUNT: '111122223333',
      FOREWARN_TOKEN: 'true-token',
    };
    const env = rehearsalEnvironment(own, new URL('http://127.0.0.1:5000'));
    expect(env.PATH).toBe('/bin');
    expect(env.AWS_ENDPOINT_URL).toBe('http://127.0.0.1:5000');
    expect(Object.keys(env)).not.toContain('AWS_PROFILE');
    expect(Object.keys(env)).not.toContain('AWS_ENDPOINT_URL_SQS');
    expect(JSON.stringify(env)).not.toMatch(/true-|111122223333|amazonaws/);
  });
});
