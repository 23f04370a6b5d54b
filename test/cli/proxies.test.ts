import { describe, expect, it } from 'vitest';
import { openCheckWorld } from './check-world.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const SECRET = 'http://shop:secret@127.0.0.1:1';

describe('proxies', () => {
  it('of the environment are named once, and not used', async () => {
    const world = await openCheckWorld();
    const env = { HTTPS_PROXY: SECRET, HTTP_PROXY: SECRET, NODE_USE_ENV_PROXY: '1' };
    const argv = ['check', '--allow-private'];
    const { err, code } = await runCli(argv, { cwd: world.cwd, env });
    expect({ code, err }).toEqual({
      code: 0,
      err: 'forewarn: HTTPS_PROXY, HTTP_PROXY are set and not used for calls to partners: a proxy would get around the guard of addresses; name one on purpose with FOREWARN_PROXY\n',
    });
    expect(world.emulator.requests()).toBeGreaterThan(0);
    expect((await runCli([...argv, '--dry-run'], { cwd: world.cwd, env })).err).toBe(err);
    expect((await runCli([...argv, '--offline'], { cwd: world.cwd, env })).err).toBe('');
  });

  it('that are named on purpose are spoken of, and left aside for private addresses', async () => {
    const world = await openCheckWorld();
    const { code, err } = await runCli(['check', '--allow-private'], {
      cwd: world.cwd,
      env: { FOREWARN_PROXY: SECRET },
    });
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('go through the proxy') });
    expect(err).not.toContain('secret');
  });

  it('that are none are said to be, without what was written', async () => {
    const world = await openCheckWorld();
    for (const argv of [['check'], ['diff', 'http://127.0.0.1:1/a', 'http://127.0.0.1:1/b']]) {
      const env = { FOREWARN_PROXY: 'socks5://shop:secret@proxy.example' };
      const { code, err } = await runCli(argv, { cwd: world.cwd, env });
      expect(code).toBe(2);
      expect(err).toContain('FOREWARN_PROXY names no HTTP proxy');
      expect(err).not.toContain('secret');
    }
  });

  it('are a hint where a document cannot be reached', async () => {
    const env = { HTTPS_PROXY: SECRET };
    const argv = ['diff', 'http://127.0.0.1:1/a', 'http://127.0.0.1:1/b', '--allow-private'];
    const { err } = await runCli(argv, { cwd: temporaryFolder(), env });
    expect(err).toContain('HTTPS_PROXY is set and not used');
    expect((await runCli(argv, { cwd: temporaryFolder() })).err).not.toContain('PROXY');
  });
});
