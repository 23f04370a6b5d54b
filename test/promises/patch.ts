/** A named mistake, as a person might make it, and the test that must notice. */
export interface Patch {
  /** Its file's name without `.patch`: the promise it breaks, and how. */
  name: string;
  promise: number;
  /** What the mistake is, in one sentence. */
  why: string;
  /** The file of tests, from the root. */
  test: string;
  /** The describe that must be run for it, where the red test alone is not enough. */
  run: string | null;
  /** The test that must turn red: the names of its describes, and its own. */
  red: string[];
  hunks: Hunk[];
}

/** Lines of a file that become others. */
interface Hunk {
  file: string;
  before: string;
  after: string;
}

/**
 * Reads a unified diff that begins with one sentence and the headers `Test:`, `Run:` (optional) and `Red:`.
 *
 * @throws Error where one of them is missing, or where a line of the diff is none.
 */
export function readPatch(name: string, text: string): Patch {
  const start = text.indexOf('--- a/');
  const head = text.slice(0, Math.max(0, start));
  const header = (key: string) => new RegExp(`^${key}: (.+)$`, 'm').exec(head)?.[1] ?? null;
  const [test, red, why] = [header('Test'), header('Red'), head.split('\n')[0]];
  const promise = Number(/^([1-7])-[a-z-]+$/.exec(name)?.[1]);
  if (!test || !red || !why || !promise) throw new Error(`${name}.patch: its head is not complete`);
  return {
    name,
    promise,
    why,
    test,
    run: header('Run'),
    red: red.split(' > '),
    hunks: readHunks(name, text.slice(start)),
  };
}

function readHunks(name: string, diff: string): Hunk[] {
  const hunks: Hunk[] = [];
  let file = '';
  for (const line of diff.replace(/\n$/, '').split('\n')) {
    const hunk = hunks.at(-1);
    if (line.startsWith('--- a/')) file = line.slice('--- a/'.length);
    else if (line === `+++ b/${file}`) continue;
    else if (/^@@ -\d+(,\d+)? \+\d+(,\d+)? @@$/.test(line)) hunks.push({ file, before: '', after: '' });
    else if (!hunk || !/^[ +-]/.test(line)) throw new Error(`${name}.patch: not a unified diff: ${line}`);
    else {
      if (!line.startsWith('+')) hunk.before += `${line.slice(1)}\n`;
      if (!line.startsWith('-')) hunk.after += `${line.slice(1)}\n`;
    }
  }
  return hunks;
}

/**
 * The files that a patch touches, with the patch applied. Where a hunk stands may have moved; what it replaces
 * must be there exactly once.
 *
 * @throws Error naming the patch and the file, where a hunk does not apply.
 */
export function applyPatch(patch: Patch, read: (file: string) => string): Map<string, string> {
  const files = new Map<string, string>();
  for (const { file, before, after } of patch.hunks) {
    const text = files.get(file) ?? read(file);
    const [first, last] = [`\n${text}`.indexOf(`\n${before}`), `\n${text}`.lastIndexOf(`\n${before}`)];
    if (first < 0 || first !== last) {
      throw new Error(`${patch.name}.patch does not apply: its lines are not in ${file} exactly once`);
    }
    files.set(file, text.slice(0, first) + after + text.slice(first + before.length));
  }
  if (files.size === 0) throw new Error(`${patch.name}.patch changes nothing`);
  return files;
}
