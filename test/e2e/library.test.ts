import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/adapters/files/parse-document.ts';
import type { SpecsDiff } from '../../src/index.ts';
import { diffSpecs } from '../../src/index.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => parseDocument(readFileSync(join(root, path), 'utf8'), path);
const baseline = read('openapi/acme-pay.yaml');
const observed = read('contracts/acme-pay/next.yaml');
const pact = read('contracts/acme-pay/pacts/shop--acme-pay.json');
const today = '2026-11-22';
const here = diffSpecs(baseline, observed, { today, usage: { pacts: [pact] } });

const folder = mkdtempSync(join(tmpdir(), 'forewarn-library-'));
const consumer = join(folder, 'consumer');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a project has that installed the package: packed, and unpacked into its node_modules. */
beforeAll(async () => {
  const built = join(folder, 'built');
  mkdirSync(built);
  cpSync(join(root, 'package.json'), join(built, 'package.json'));
  const { buildLibrary } = await import('../../scripts/library.ts');
  await buildLibrary(join(built, 'dist'));
  const installed = join(consumer, 'node_modules/forewarn');
  mkdirSync(installed, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], {
    cwd: built,
    encoding: 'utf8',
  });
  const tarball = join(built, packed.trim().split('\n').at(-1) ?? '');
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(consumer, 'input.json'), JSON.stringify({ baseline, observed, pact }));
}, 180_000);

/** A caller's own script, and what it prints as JSON. */
function ran(name: string, script: string): unknown {
  writeFileSync(join(consumer, name), script);
  return JSON.parse(execFileSync(process.execPath, [name], { cwd: consumer, encoding: 'utf8' }));
}

describe('the library', () => {
  it.each(['forewarn', 'forewarn/browser'])('%s gives an installed project what it gives here', (entry) => {
    const result = ran(
      'run.mjs',
      `import { readFileSync } from 'node:fs';
       import { diffSpecs } from '${entry}';
       const { baseline, observed, pact } = JSON.parse(readFileSync('input.json', 'utf8'));
       console.log(JSON.stringify(diffSpecs(baseline, observed, { today: '${today}', usage: { pacts: [pact] } })));`,
    );
    expect(result).toEqual(JSON.parse(JSON.stringify(here)));
    expect(here.summary.breaks).toBeGreaterThan(0);
  });

  it('has types that a strict compiler takes, and that refuse what is wrong', () => {
    writeFileSync(
      join(consumer, 'use.ts'),
      `import { diffSpecs, ForewarnError, type ReportRow, type SpecsDiff } from 'forewarn';
       import { diffSpecs as inBrowser } from 'forewarn/browser';
       const diff: SpecsDiff = diffSpecs({ openapi: '3.1.0' }, {}, { today: '2026-11-22', severity: { 'api-tag-added': 'none' } });
       export const rows: readonly ReportRow[] = inBrowser({}, {}, { ignore: [{ rule: 'api-tag-added', why: 'noise' }] }).rows;
       export const worst: 'breaking' | 'warning' | 'info' | undefined = diff.findings[0]?.severity;
       export const isOurs = (error: unknown): boolean => error instanceof ForewarnError && error.code === 'input';
       // @ts-expect-error there is no such level
       diffSpecs({}, {}, { severity: { 'api-tag-added': 'fatal' } });
       // @ts-expect-error documents are parsed before
       diffSpecs('a.yaml', 'b.yaml');
      `,
    );
    writeFileSync(
      join(consumer, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          module: 'NodeNext',
          target: 'ES2022',
          strict: true,
          noEmit: true,
          types: [],
          lib: ['ES2022'],
        },
        files: ['use.ts'],
      }),
    );
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(execFileSync(process.execPath, [tsc, '-p', consumer], { encoding: 'utf8' })).toBe('');
  }, 60_000);
});

describe('in a browser', () => {
  it('runs where code may not be generated, without anything of Node', async () => {
    writeFileSync(
      join(consumer, 'page.mjs'),
      `import { diffSpecs } from 'forewarn/browser';
       const { baseline, observed, pact } = JSON.parse(input);
       globalThis.result = JSON.stringify(diffSpecs(baseline, observed, { today: '${today}', usage: { pacts: [pact] } }));`,
    );
    const { outputFiles } = await build({
      absWorkingDir: consumer,
      entryPoints: ['page.mjs'],
      bundle: true,
      platform: 'browser',
      format: 'iife',
      write: false,
      logLevel: 'silent',
    });
    const code = outputFiles[0]?.text ?? '';
    const page = createContext(
      // `URL` is of the web, and is all of it that is used.
      { URL, input: JSON.stringify({ baseline, observed, pact }) },
      { codeGeneration: { strings: false, wasm: false } },
    );
    expect(() => new Script('new Function("return 1")').runInContext(page)).toThrow(/disallowed/);
    new Script(code).runInContext(page);
    expect(JSON.parse((page as { result?: string }).result ?? '{}') as SpecsDiff).toEqual(
      JSON.parse(JSON.stringify(here)),
    );
    expect(code.match(/\bnew Function\b|["']node:|\brequire\(/g)).toBeNull();
    expect(code.match(/(?<![.\w])eval\([^)]*\)(?!\s*\{)/g)).toBeNull();
  }, 60_000);
});
