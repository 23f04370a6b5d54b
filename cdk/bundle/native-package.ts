import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ForewarnError } from '../../src/core/errors.ts';
import type { Architecture } from '../config.ts';

/** The native library of the Pact verifier as one npm package an architecture; Lambda's Linux has glibc. */
const PACKAGES: Record<Architecture, string> = {
  arm64: '@pact-foundation/pact-core-linux-arm64-glibc',
  x86_64: '@pact-foundation/pact-core-linux-x64-glibc',
};

const CPU: Record<Architecture, string> = { arm64: 'arm64', x86_64: 'x64' };

/** A package that lies on this machine. */
export interface NativePackage {
  name: string;
  folder: string;
}

/**
 * The native package for an architecture: the installed one where it is this machine's own, else fetched once by npm,
 * in the version and with the integrity that our lock names, and kept below `node_modules/.cache`.
 *
 * @param root the repository.
 * @throws ForewarnError `input` where npm cannot fetch it.
 */
export function nativePackage(root: string, architecture: Architecture): NativePackage {
  const name = PACKAGES[architecture];
  const installed = join(root, 'node_modules', name);
  if (existsSync(installed)) return { name, folder: installed };
  const locked = lockedPackage(root, name);
  const cache = join(root, 'node_modules/.cache/forewarn');
  const kept = join(cache, `${name.replace('/', '+')}@${locked.version}`);
  const folder = join(kept, 'node_modules', name);
  if (existsSync(folder)) return { name, folder };
  mkdirSync(cache, { recursive: true });
  const fresh = realpathSync(mkdtempSync(join(cache, 'fetching-')));
  try {
    fetchPackage(fresh, name, locked, architecture);
    takeOver(fresh, kept);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return { name, folder };
}

interface LockedPackage {
  version: string;
  integrity: string;
}

function lockedPackage(root: string, name: string): LockedPackage {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const locked = lock.packages[`node_modules/${name}`];
  if (!locked) throw new ForewarnError('input', `package-lock.json does not name ${name}`);
  return locked;
}

/** `npm ci` with a lock of one package: what comes is checked against the integrity of our own lock. */
function fetchPackage(folder: string, name: string, locked: LockedPackage, architecture: Architecture): void {
  // Optional: npm holds other dependencies against this machine's processor, whatever it is told.
  const wanted = { name: 'native', version: '0.0.0', optionalDependencies: { [name]: locked.version } };
  const lock = { ...wanted, lockfileVersion: 3, packages: { '': wanted, [`node_modules/${name}`]: locked } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(wanted));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const target = [`--cpu=${CPU[architecture]}`, '--os=linux', '--libc=glibc'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync('npm', ['ci', '--prefix', folder, ...target, ...quiet], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (npm.status === 0 && existsSync(join(folder, 'node_modules', name))) return;
  throw new ForewarnError('input', `npm could not fetch ${name}@${locked.version}: ${told(npm.stderr)}`, {
    fix: 'is the registry reached from here? `npm view` of that package tells; then synthesise again',
  });
}

function told(output: string | null): string {
  const lines = (output ?? '').split('\n').filter((line) => line.startsWith('npm error'));
  return lines.slice(0, 2).join('; ') || 'it brought nothing';
}

/** Another synthesis may have been quicker: then its copy is kept. */
function takeOver(fresh: string, kept: string): void {
  mkdirSync(dirname(kept), { recursive: true });
  try {
    renameSync(fresh, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
  }
}
