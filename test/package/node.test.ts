import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { emptyFolder, forewarn, shell } from './run.ts';

const { env, node24, older, tarball } = inject('installed');
const without24 = (env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => folder !== node24)
  .join(delimiter);

describe('on Node 24', () => {
  it('runs from node_modules/.bin, by npx, and by its file', () => {
    const { project } = inject('installed');
    const version = { status: 0, stdout: '0.1.0\n', stderr: '' };
    expect(forewarn(['--version'], project)).toEqual(version);
    expect(shell('npx', ['--no-install', 'forewarn', '--version'], project)).toMatchObject({
      status: 0,
      stdout: '0.1.0\n',
    });
    expect(shell('node', ['node_modules/forewarn/bin/forewarn.mjs', '--version'], project)).toEqual(version);
  });
});

describe.skipIf(older === null)('on an older Node', () => {
  it('says in one line how to get a newer one, and ends with 2', () => {
    const ran = forewarn(['check'], emptyFolder(), { PATH: without24 });
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toMatch(
      /^forewarn: Node 24 or later is needed and this is v\d+\.\d+\.\d+; get it with: npx -p node-linux-\w+@24\.\d+\.\d+ -p forewarn forewarn\n$/,
    );
  });

  it('runs by that line', () => {
    const { project } = inject('installed');
    const { stderr } = forewarn([], project, { PATH: without24 });
    const [command = '', ...argv] = (stderr.split('get it with: ')[1] ?? '').trim().split(' ');
    const ran = shell(command, ['--yes', ...argv, '--version'], project, { PATH: without24 });
    expect(ran).toMatchObject({ status: 0, stdout: '0.1.0\n' });
  });

  it('takes a newer Node that comes later on the path', () => {
    const ran = forewarn(['--version'], emptyFolder(), { PATH: `${without24}${delimiter}${node24}` });
    expect(ran).toMatchObject({ status: 0, stdout: '0.1.0\n' });
  });
});

describe("a Node of the user's own in node_modules/.bin", () => {
  it('is left alone by the installation, and used where it is new enough', () => {
    const cwd = emptyFolder();
    const own = join(cwd, 'node_modules/mine/bin');
    mkdirSync(own, { recursive: true });
    mkdirSync(join(cwd, 'node_modules/.bin'));
    writeFileSync(join(own, 'node'), `#!/bin/sh\necho used >> "${cwd}/used"\nexec "${node24}/node" "$@"\n`);
    chmodSync(join(own, 'node'), 0o755);
    writeFileSync(
      join(own, '../package.json'),
      JSON.stringify({ name: 'mine', version: '1.0.0', bin: { node: 'bin/node' } }),
    );
    writeFileSync(
      join(cwd, 'package.json'),
      JSON.stringify({ private: true, devDependencies: { mine: 'file:mine' } }),
    );
    shell('mv', ['node_modules/mine', 'mine'], cwd);
    symlinkSync('../mine/bin/node', join(cwd, 'node_modules/.bin/node'));
    expect(shell('npm', ['install', '--save-dev', tarball], cwd).status).toBe(0);
    const kept = readFileSync(join(cwd, 'node_modules/.bin/node'), 'utf8');
    expect(kept).toContain('echo used');
    expect(shell('npx', ['--no-install', 'forewarn', '--version'], cwd)).toMatchObject({
      status: 0,
      stdout: '0.1.0\n',
    });
    expect(existsSync(join(cwd, 'used'))).toBe(true);
  });
});
