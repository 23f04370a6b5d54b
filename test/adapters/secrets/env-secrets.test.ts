import { describe, expect, it } from 'vitest';
import { readDotenv } from '../../../src/adapters/secrets/dotenv.ts';
import { checkCollisions, createEnvSecrets } from '../../../src/adapters/secrets/env-secrets.ts';

describe('secrets of one machine', () => {
  it('come from the environment before the file, and are null where neither has them', async () => {
    const env = { FOREWARN_SECRET_ACME_PAY_TOKEN: 'from-env', FOREWARN_SECRETS_FILE: '/s.env' };
    const secrets = createEnvSecrets(
      env,
      async () => 'FOREWARN_SECRET_ACME_PAY_TOKEN=x\nFOREWARN_SECRET_B=from-file\n',
    );
    expect(await secrets.read('acme-pay/token')).toBe('from-env');
    expect(await secrets.read('b')).toBe('from-file');
    expect(await secrets.read('c')).toBeNull();
  });

  it('count as not set where they are empty', async () => {
    expect(await createEnvSecrets({ FOREWARN_SECRET_A: '' }).read('a')).toBeNull();
  });

  it('refuse two names for one variable', async () => {
    const secrets = createEnvSecrets({ FOREWARN_SECRET_A_B: 'value-of-it' });
    await secrets.read('a/b');
    const fault = secrets.read('a-b');
    await expect(fault).rejects.toMatchObject({ code: 'config' });
    await expect(fault).rejects.not.toThrow('value-of-it');
    expect(() => checkCollisions(['a/b', 'a/c', 'a/b'])).not.toThrow();
    expect(() => checkCollisions(['a/b', 'A.B'])).toThrow('FOREWARN_SECRET_A_B');
  });

  it('say which file cannot be read', async () => {
    const secrets = createEnvSecrets({ FOREWARN_SECRETS_FILE: '/no/such/file' });
    await expect(secrets.read('a')).rejects.toMatchObject({
      code: 'config',
      place: { file: '/no/such/file' },
    });
  });

  it.each([
    ['A=b', { A: 'b' }],
    ['  export A = b # why', { A: 'b' }],
    ['A="b # c"', { A: 'b # c' }],
    ['A="line\\n\\"quoted\\""', { A: 'line\n"quoted"' }],
    ["A='b\\n'", { A: 'b\\n' }],
    ['# A=b\n\nnonsense\r\nB=c=d\r\n', { B: 'c=d' }],
    ['A=', { A: '' }],
  ])('reads the dotenv text %j', (text, values) => {
    expect(readDotenv(text)).toEqual(values);
  });
});
