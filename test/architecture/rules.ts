/** One hand-written source file: its path from the root with `/`, and its text. */
export interface Source {
  path: string;
  text: string;
}

/** A rule of the layout that a file breaks. */
export interface Violation {
  path: string;
  rule: string;
  detail: string;
}

/** Pure packages that the core may use: no Node, no clock, no network. */
const CORE_PACKAGES = new Set(['zod', 're2js', '@cfworker/json-schema']);

/** What each room may import of the others (DESIGN 3). `src/adapters` is told apart by its folders below. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'src/core': ['src/core'],
  'src/app': ['src/app', 'src/core'],
  'src/adapters': ['src/adapters', 'src/app', 'src/core'],
  'src/local': ['src/local', 'src/adapters', 'src/app', 'src/core', 'web'],
  'src/cli': ['src/cli', 'src/local', 'src/adapters', 'src/app', 'src/core'],
  web: ['web', 'src/adapters', 'src/app', 'src/core'],
  lambdas: ['lambdas', 'web', 'src/adapters', 'src/app', 'src/core'],
  cdk: ['cdk', 'src/adapters', 'src/app', 'src/core'],
};

/** What the entries may know of the adapters, and the stacks of what they deploy. */
const DOORS: Record<string, RegExp> = {
  lambdas: /^src\/(?!adapters\/)|^src\/adapters\/(wire[a-z-]*|env)\.ts$/,
  cdk: /^src\/(core\/|app\/metrics\.ts$|adapters\/env\.ts$)/,
};

/** Longest file that is started as a function. */
const LONGEST_ENTRY = 40;

/** Wires everything; `env` and the one hash are for all. */
const SHARED_ADAPTERS = new Set(['src/adapters/crypto']);

/** Judges confirm what the comparison of documents claims, so they share nothing with it. */
const JUDGES = /^src\/(adapters\/judge|core\/openapi\/judge)\//;

/** Tables of data: one row after another, read by looking a row up. They may be long. */
const TABLES = /^src\/core\/openapi\/diff\/rules\/[a-z-]+-rows\.ts$|^cdk\/prices\.ts$/;

const IMPURE: readonly [RegExp, string][] = [
  [/\bDate\.now\b/, 'Date.now'],
  [/\bnew Date\(\s*\)/, 'new Date()'],
  [/(?<!new )\bDate\(/, 'Date()'],
  [/\bMath\.random\b/, 'Math.random'],
  [/\bcrypto\b\.(?:randomUUID|getRandomValues|subtle)/, 'crypto'],
  [/(?<![.\w])fetch\(/, 'fetch'],
  [/(?<![.\w'"`-])process\./, 'process'],
  [/(?<![.\w'"`-])Buffer\b/, 'Buffer'],
  [/(?<![.\w])set(?:Timeout|Interval|Immediate)\b/, 'timers'],
  [/\bperformance\.now\b/, 'performance.now'],
  [/\bglobalThis\b/, 'globalThis'],
];

/** Everything that one file breaks. */
export function violationsOf(source: Source): Violation[] {
  const tell = (rule: string, detail: string): Violation => ({ path: source.path, rule, detail });
  const code = withoutComments(source.text);
  const violations: Violation[] = [];
  for (const imported of importsOf(code)) {
    const problem = directionProblem(source.path, imported);
    if (problem) violations.push(tell('direction', problem));
  }
  if (source.path.startsWith('src/core/'))
    for (const [pattern, name] of IMPURE) if (pattern.test(code)) violations.push(tell('purity', name));
  const isConfig = source.path.endsWith('.config.ts'); // what vitest reads must have one
  if (!isConfig && (/^\s*export default\b/m.test(code) || /\bas default\b/.test(code)))
    violations.push(tell('default export', 'use a named export'));
  const name = source.path.split('/').at(-1) ?? '';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.(ts|mjs)$/.test(name))
    violations.push(tell('file name', `${name} is not kebab-case`));
  const lines = lineCount(source.text);
  if (lines > 300 && !isTable(source)) violations.push(tell('length', `${lines} lines`));
  if (/^lambdas\/[^/]+$/.test(source.path) && lines > LONGEST_ENTRY)
    violations.push(tell('length', `${lines} lines in a function's entry`));
  if (/\bconsole\.\w+\(/.test(code) && !/^src\/(cli|local)\/|^test\/|^bench\/|^scripts\//.test(source.path))
    violations.push(tell('console', 'output goes through the io of a command or the log port'));
  return violations;
}

/** True for a table of data, which may be long. */
export function isTable(source: Source): boolean {
  return TABLES.test(source.path);
}

/** Number of lines of a file's text. */
export function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** The value below which `share` of the sorted numbers lie. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Specifiers of static and dynamic imports and of re-exports. */
function importsOf(code: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/g;
  return [...code.matchAll(pattern)].map((match) => match[2] ?? '');
}

function directionProblem(path: string, imported: string): string | null {
  const room = roomOf(path);
  if (room === null) return null;
  if (!imported.startsWith('.')) {
    if (room !== 'src/core') return null;
    const name = imported
      .split('/')
      .slice(0, imported.startsWith('@') ? 2 : 1)
      .join('/');
    return CORE_PACKAGES.has(name) ? null : `the core may not import ${imported}`;
  }
  const target = resolved(path, imported);
  const other = roomOf(target);
  if (JUDGES.test(path) && target.startsWith('src/core/openapi/diff/'))
    return `the judge shares nothing with the diff: ${target}`;
  if (other === null) return room === 'src/core' ? `the core may not import ${target}` : null;
  if (!MAY_IMPORT[room]?.includes(other)) return `${room} may not import ${target}`;
  const door = DOORS[room];
  if (door && other !== room && other !== 'web' && !door.test(target))
    return `${room} may not import ${target}`;
  return adaptersProblem(path, target);
}

/** Adapter folders reach each other only as ports, passed by `wire.ts`. */
function adaptersProblem(path: string, target: string): string | null {
  const from = adapterFolder(path);
  const to = adapterFolder(target);
  if (from === null) return null;
  if (to === null) return target.startsWith('src/adapters/wire') ? `${from} may not import ${target}` : null;
  return from === to || SHARED_ADAPTERS.has(to) ? null : `${from} may not import ${target}`;
}

function adapterFolder(path: string): string | null {
  return /^src\/adapters\/[^/]+(?=\/)/.exec(path)?.[0] ?? null;
}

function roomOf(path: string): string | null {
  return Object.keys(MAY_IMPORT).find((room) => path.startsWith(`${room}/`)) ?? null;
}

function resolved(path: string, imported: string): string {
  const steps = path.split('/').slice(0, -1);
  for (const step of imported.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
