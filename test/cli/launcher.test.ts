import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './run-cli.ts';

const LAUNCHER = resolve('bin/forewarn.mjs');
/** Lets the launcher believe that it runs on an older Node; the one that it finds is a real one. */
const OLD = `--import=data:text/javascript,${encodeURIComponent(
  "if (process.env.PRETEND === process.argv[1]) { delete process.env.PRETEND; Object.defineProperty(process, 'version', { value: 'v20.11.0' }); }",
)}`;

function launch(launcher: string, argv: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [OLD, launcher, ...argv], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

describe('bin/forewarn.mjs', () => {
  it('runs on the Node that it was started with', () => {
    const { status, stdout, stderr } = launch(LAUNCHER, ['--version']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('finds a newer Node where its own is too old, and ends as the program does', () => {
    const good = launch(LAUNCHER, ['--version'], { PRETEND: LAUNCHER });
    expect(good.status).toBe(0);
    expect(good.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const bad = launch(LAUNCHER, ['no-such-command'], { PRETEND: LAUNCHER });
    expect(bad.status).toBe(2);
    expect(bad.stderr).toContain("unknown command 'no-such-command'");
  });

  it('says how to get one where there is none', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'bin'));
    const alone = join(folder, 'bin', 'forewarn.mjs');
    cpSync(LAUNCHER, alone);
    const { status, stderr } = launch(alone, ['--version'], { PRETEND: alone, PATH: '/nowhere' });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^forewarn: Node 24 or later is needed and this is v20\.11\.0; get it with: npx -p .*\n$/,
    );
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'passes %s on, so that the program ends cleanly',
    async (signal) => {
      const child = spawn(
        process.execPath,
        [OLD, LAUNCHER, 'emulate', '--document', resolve('openapi/city-geo.yaml')],
        { env: { ...process.env, PRETEND: LAUNCHER }, stdio: ['ignore', 'pipe', 'pipe'] },
      );
      const ended = once(child, 'exit');
      let out = '';
      for await (const chunk of child.stdout) {
        out += chunk;
        if (out.includes('Ctrl-C ends it')) break;
      }
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
    },
  );
});

describe('what was built by itself', () => {
  const { version, platform, arch } = process;
  const CODE = `diff-${version}-${platform}-${arch}.code`;
  /** Says how it was loaded: only `require` knows the paths of a module. */
  const PROGRAM = "process.stdout.write(typeof module.paths === 'undefined' ? 'with code' : 'compiled');\n";

  /** The launcher as it is installed, with a program of one file and what Node makes of it. */
  function installed(): { launcher: string; program: string; code: string } {
    const folder = temporaryFolder();
    for (const name of ['bin', 'dist']) mkdirSync(join(folder, name));
    const [launcher, program, code] = [
      join(folder, 'bin', 'forewarn.mjs'),
      join(folder, 'dist', 'diff.cjs'),
      join(folder, 'dist', CODE),
    ];
    cpSync(LAUNCHER, launcher);
    writeFileSync(program, PROGRAM);
    execFileSync(process.execPath, ['scripts/write-code.ts', program, code], { stdio: 'ignore' });
    return { launcher, program, code };
  }

  it('runs with what Node made of it', () => {
    expect(launch(installed().launcher, ['diff'])).toMatchObject({ status: 0, stdout: 'with code' });
  });

  it('runs without, where that is broken or of another program', () => {
    const broken = installed();
    writeFileSync(broken.code, 'no code');
    expect(launch(broken.launcher, ['diff'])).toMatchObject({ status: 0, stdout: 'compiled' });
    const other = installed();
    writeFileSync(other.program, `${PROGRAM}process.exitCode = 3;\n`);
    expect(launch(other.launcher, ['diff'])).toMatchObject({ status: 3, stdout: 'compiled' });
  });
});

describe('src/cli/main.ts', () => {
  it('ends with one message where something is thrown outside any call of ours', () => {
    const late = `--import=data:text/javascript,${encodeURIComponent(
      "import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; const { writeSync } = fs; fs.writeSync = (...all) => { setTimeout(() => { throw new TypeError('from a library'); }, 0); return writeSync(...all); }; syncBuiltinESMExports();",
    )}`;
    const { status, stderr } = spawnSync(
      process.execPath,
      [late, LAUNCHER, 'emulate', '--document', resolve('openapi/city-geo.yaml')],
      { encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('forewarn: a fault of Forewarn itself: from a library\n');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
