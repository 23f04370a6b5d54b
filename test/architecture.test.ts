import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTable, lineCount, percentile, type Source, violationsOf } from './architecture/rules.ts';

const FOLDERS = '{src,web,lambdas,cdk,bin,scripts,test,bench}/**/*.{ts,mjs}';

const sources: Source[] = globSync(FOLDERS)
  .filter((path) => !/node_modules|\.generated\.ts$|^test\/golden\//.test(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
const product = sources.filter(({ path }) => /^(src|web|lambdas|cdk|bin)\//.test(path));

function broken(path: string, text: string): string[] {
  return violationsOf({ path, text }).map(({ rule, detail }) => `${rule}: ${detail}`);
}

describe('the layout', () => {
  it('is kept by every file', () => {
    expect(product.length).toBeGreaterThan(50);
    const violations = sources.flatMap(violationsOf);
    expect(violations.map(({ path, rule, detail }) => `${path}: ${rule}: ${detail}`)).toEqual([]);
  });

  it('is made of small files', () => {
    const lengths = product.filter((source) => !isTable(source)).map(({ text }) => lineCount(text));
    const [median, p95, longest] = [
      percentile(lengths, 0.5),
      percentile(lengths, 0.95),
      Math.max(...lengths),
    ];
    console.info(`${lengths.length} files: median ${median}, p95 ${p95}, longest ${longest} lines`);
    expect(p95).toBeLessThanOrEqual(200);
    expect(longest).toBeLessThanOrEqual(300);
  });
});

describe('the guard itself', () => {
  it.each([
    [
      'src/core/drift/a.ts',
      `import { x } from '../../app/ports.ts';`,
      'direction: src/core may not import src/app/ports.ts',
    ],
    [
      'src/core/drift/a.ts',
      `import { readFileSync } from 'node:fs';`,
      'direction: the core may not import node:fs',
    ],
    ['src/core/drift/a.ts', `import { load } from 'js-yaml';`, 'direction: the core may not import js-yaml'],
    [
      'src/core/drift/a.ts',
      `const x = await import('node:fs');`,
      'direction: the core may not import node:fs',
    ],
    [
      'src/core/drift/a.ts',
      `export { x } from '../../../web/page.ts';`,
      'direction: src/core may not import web/page.ts',
    ],
    [
      'src/app/a.ts',
      `import { x } from '../adapters/wire.ts';`,
      'direction: src/app may not import src/adapters/wire.ts',
    ],
    [
      'src/adapters/http/a.ts',
      `import { x } from '../files/b.ts';`,
      'direction: src/adapters/http may not import src/adapters/files/b.ts',
    ],
    [
      'src/adapters/http/a.ts',
      `import { x } from '../wire.ts';`,
      'direction: src/adapters/http may not import src/adapters/wire.ts',
    ],
    [
      'src/adapters/judge/a.ts',
      `import { x } from '../../core/openapi/diff/b.ts';`,
      'direction: the judge shares nothing with the diff: src/core/openapi/diff/b.ts',
    ],
    [
      'src/core/openapi/judge/a.ts',
      `import { x } from '../diff/b.ts';`,
      'direction: the judge shares nothing with the diff: src/core/openapi/diff/b.ts',
    ],
    [
      'src/local/a.ts',
      `import { x } from '../cli/b.ts';`,
      'direction: src/local may not import src/cli/b.ts',
    ],
    [
      'src/cli/a.ts',
      `import { x } from '../../web/page.ts';`,
      'direction: src/cli may not import web/page.ts',
    ],
    ['web/a.ts', `import { x } from '../src/local/b.ts';`, 'direction: web may not import src/local/b.ts'],
    [
      'lambdas/a.ts',
      `import { x } from '../src/adapters/http/post.ts';`,
      'direction: lambdas may not import src/adapters/http/post.ts',
    ],
    [
      'lambdas/a.ts',
      `import { x } from '../src/local/pipeline.ts';`,
      'direction: lambdas may not import src/local/pipeline.ts',
    ],
    [
      'cdk/a.ts',
      `import { x } from '../src/app/ports.ts';`,
      'direction: cdk may not import src/app/ports.ts',
    ],
    ['lambdas/a.ts', 'x;\n'.repeat(41), `length: 41 lines in a function's entry`],
    ['src/core/drift/a.ts', 'const at = Date.now();', 'purity: Date.now'],
    ['src/core/drift/a.ts', 'const at = new Date();', 'purity: new Date()'],
    ['src/core/drift/a.ts', 'const n = Math.random();', 'purity: Math.random'],
    ['src/core/drift/a.ts', `await fetch('x');`, 'purity: fetch'],
    ['src/core/drift/a.ts', 'const e = process.env.X;', 'purity: process'],
    ['src/core/drift/a.ts', `const b = Buffer.from('');`, 'purity: Buffer'],
    ['src/core/drift/a.ts', 'setTimeout(run, 1);', 'purity: timers'],
    ['src/app/a.ts', 'export default 1;', 'default export: use a named export'],
    ['src/app/readIt.ts', 'export const x = 1;', 'file name: readIt.ts is not kebab-case'],
    ['src/app/a.ts', 'x;\n'.repeat(301), 'length: 301 lines'],
    ['src/app/a.ts', `console.log('x');`, 'console: output goes through the io of a command or the log port'],
  ])('catches %s: %s', (path, text, expected) => {
    expect(broken(path, text)).toEqual([expected]);
  });

  it.each([
    [
      'src/core/drift/a.ts',
      `import { z } from 'zod';\n// Date.now is not here\nconst at = new Date('2026-01-01');`,
    ],
    ['src/adapters/wire.ts', `import { x } from './http/a.ts';\nimport { y } from './files/b.ts';`],
    ['src/adapters/http/a.ts', `import { x } from './b.ts';\nimport { y } from '../../app/ports.ts';`],
    ['src/cli/a.ts', `import { x } from '../local/b.ts';\nconsole.log('x');`],
    ['src/local/a.ts', `import { x } from '../../web/page.ts';`],
  ])('lets %s pass', (path, text) => {
    expect(broken(path, text)).toEqual([]);
  });
});
