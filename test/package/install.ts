import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

/** What all tests of this lane stand on. */
export interface Installed {
  /** The packed file. */
  tarball: string;
  /** A folder with a package.json and the package in node_modules, as `npm i -D` leaves it. */
  project: string;
  /** Folder with a Node 24 of its own, and nothing else. */
  node24: string;
  /** Folder with an older Node, where this machine has one outside of the checkout. */
  older: string | null;
  /** Variables of a stranger's shell: nothing in PATH or HOME leads to the checkout. */
  env: Record<string, string>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    installed: Installed;
  }
}

const ROOT = resolve(import.meta.dirname, '../..');
/** What npm needs to reach what it is configured with, whoever calls it. */
const OF_NPM =
  /^(https?_proxy|no_proxy|all_proxy|node_extra_ca_certs|ssl_cert_(file|dir)|npm_config_registry)$/i;

let folder = '';

/** Builds, packs and installs what is published, once for all tests of the lane. */
export function setup({ provide }: TestProject): void {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-package-')));
  const inside = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  const [node24, project, packed, home] = [
    inside('node'),
    inside('project'),
    inside('packed'),
    inside('home'),
  ];
  copyFileSync(process.execPath, join(node24, 'node'));
  const outside = (process.env.PATH ?? '').split(delimiter).filter((one) => isOutside(one));
  const env: Record<string, string> = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => OF_NPM.test(name))),
    PATH: [node24, ...outside].join(delimiter),
    HOME: home,
    npm_config_userconfig: process.env.npm_config_userconfig ?? join(homedir(), '.npmrc'),
    npm_config_cache: process.env.npm_config_cache ?? join(homedir(), '.npm'),
    npm_config_prefer_offline: 'true',
  };
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: ROOT, stdio: 'ignore' });
  const npm = (cwd: string, ...argv: string[]) =>
    execFileSync('npm', argv, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  npm(ROOT, 'pack', './dist', '--pack-destination', packed);
  const tarball = join(packed, readdirSync(packed)[0] as string);
  npm(project, 'install', '--save-dev', tarball);
  provide('installed', { tarball, project, node24, older: olderNode(outside), env });
}

/** Leaves nothing behind. */
export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}

function isOutside(folder: string): boolean {
  if (folder === '' || folder.endsWith(join('node_modules', '.bin'))) return false;
  if (!existsSync(folder)) return false;
  return !realpathSync(folder).startsWith(ROOT);
}

function olderNode(folders: readonly string[]): string | null {
  const isOlder = (folder: string) => {
    const node = join(folder, 'node');
    if (!existsSync(node)) return false;
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
    return Number.parseInt(version.slice(1), 10) < 24;
  };
  return folders.find((folder) => isOlder(folder) && dirname(folder) !== ROOT) ?? null;
}
