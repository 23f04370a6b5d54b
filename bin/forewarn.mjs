#!/usr/bin/env node
// Plain JavaScript that runs on any Node since 20: finds a Node that can run Forewarn, and runs it there.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (major(process.version) >= NEEDED) {
  module.enableCompileCache?.();
  await import(pathToFileURL(entry()).href);
} else {
  const node = candidates().find((path) => existsSync(path) && versionOf(path) >= NEEDED);
  if (node) runOn(node);
  else {
    process.stderr.write(
      `forewarn: Node ${NEEDED} or later is needed and this is ${process.version}; get it with: npx -p node-linux-${process.arch}@24.21.0 -p forewarn forewarn\n`,
    );
    process.exitCode = 2;
  }
}

/** What was built, unless a source is newer; what is published has no sources. */
function entry() {
  const built = join(root, 'dist', 'main.mjs');
  const source = join(root, 'src', 'cli', 'main.ts');
  if (!existsSync(source)) return built;
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return builtAt > Math.max(newest('src'), newest('web')) ? built : source;
}

function newest(name) {
  const folder = join(root, name);
  if (!existsSync(folder)) return 0;
  const times = readdirSync(folder, { recursive: true }).map(
    (file) => statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(0, ...times);
}

function* candidatePaths() {
  const require = createRequire(import.meta.url);
  yield join(root, 'node_modules', '.bin', 'node');
  try {
    yield join(dirname(require.resolve(`node-linux-${process.arch}/package.json`)), 'bin', 'node');
  } catch {
    // The package is not installed here.
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) if (folder) yield join(folder, 'node');
}

function candidates() {
  return [...new Set(candidatePaths())];
}

function versionOf(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return major(stdout ?? '');
}

function major(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10) || 0;
}

/** Runs this same file there; signals go through, and its end is ours. */
function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`forewarn: ${node} could not be started (${error.code})\n`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
