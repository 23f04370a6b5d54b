#!/usr/bin/env node
// Plain JavaScript that runs on any Node since 20: finds a Node that can run Forewarn, and runs it there.
import module, { createRequire } from 'node:module';

// `import` would load all of a built-in module, with what few of its members need; that takes longer than all of this.
const require = createRequire(import.meta.url);
const { existsSync, readFileSync, realpathSync, statSync } = require('node:fs');
const { delimiter, dirname, join } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

const NEEDED = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (major(process.version) >= NEEDED) {
  module.enableCompileCache?.();
  const path = entry();
  if (path.endsWith('.cjs')) runBuilt(path);
  else await import(pathToFileURL(path).href);
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

/** What was built, unless a source of it is newer; what is published has no sources. `diff` is built by itself too. */
function entry() {
  // A package is what was built, with this file in it.
  const dist = existsSync(join(root, 'main.mjs')) ? root : join(root, 'dist');
  const [name, built] =
    process.argv[2] === 'diff' ? ['diff', join(dist, 'diff.cjs')] : ['main', join(dist, 'main.mjs')];
  const source = join(root, 'src', 'cli', 'main.ts');
  if (!existsSync(source)) return built;
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return builtAt > 0 && isUpToDate(name, builtAt) ? built : source;
}

function isUpToDate(name, builtAt) {
  try {
    const files = JSON.parse(readFileSync(join(root, 'dist', 'sources.json'), 'utf8'))[name];
    // A few hundred of them, so that even joining their paths properly would be felt.
    return files.every((file) => statSync(`${root}/${file}`).mtimeMs < builtAt);
  } catch {
    return false;
  }
}

/**
 * Runs one file with what this version of Node made of its functions when it was built. Where there is nothing of this
 * version, or it is refused, Node compiles what it runs; its own cache has less.
 */
function runBuilt(path) {
  const script = compiled(path);
  if (!script) return require(path);
  const built = { exports: {} };
  return script.runInThisContext()(built.exports, createRequire(path), built, path, dirname(path));
}

function compiled(path) {
  const { version, platform, arch } = process;
  const code = path.replace(/\.cjs$/, `-${version}-${platform}-${arch}.code`);
  if (!existsSync(code)) return null;
  const { Script } = require('node:vm');
  const script = new Script(module.wrap(readFileSync(path, 'utf8')), {
    filename: path,
    cachedData: readFileSync(code),
  });
  return script.cachedDataRejected ? null : script;
}

function* candidatePaths() {
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

/** As the package says that it came in; a Node from elsewhere is asked. */
function versionOf(node) {
  try {
    const { name, version } = JSON.parse(
      readFileSync(join(dirname(realpathSync(node)), '..', 'package.json'), 'utf8'),
    );
    if (/^node-/.test(name)) return major(version);
  } catch {
    // It came in no package.
  }
  const { stdout } = require('node:child_process').spawnSync(node, ['--version'], { encoding: 'utf8' });
  return major(stdout ?? '');
}

function major(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10) || 0;
}

/** Runs this same file there; signals go through, and its end is ours. */
function runOn(node) {
  const { constants } = require('node:os');
  const child = require('node:child_process').spawn(
    node,
    [fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`forewarn: ${node} could not be started (${error.code})\n`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
