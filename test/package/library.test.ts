import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { emptyFolder, shell } from './run.ts';

const { project, node24 } = inject('installed');

const CODE = `import { diffSpecs } from 'ENTRY';

const api = (maxLength: number) => ({
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      get: {
        responses: {
          200: {
            description: 'all',
            content: { 'application/json': { schema: { type: 'string', maxLength } } },
          },
        },
      },
    },
  },
});
const { rows, summary } = diffSpecs(api(5), api(9));
const breaking: number = summary.breaking;
const rules: string[] = rows.map((row) => row.rule);
console.log(breaking, rules.join(' '));
`;

/** A project of somebody else, with the package in its node_modules. */
function foreign(entry: string, compilerOptions: object, more = ''): string {
  const cwd = emptyFolder();
  symlinkSync(join(project, 'node_modules'), join(cwd, 'node_modules'));
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  writeFileSync(
    join(cwd, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { strict: true, outDir: 'out', target: 'ES2022', types: [], ...compilerOptions },
      files: ['use.ts'],
    }),
  );
  writeFileSync(join(cwd, 'use.ts'), `${CODE.replace('ENTRY', entry)}${more}`);
  return cwd;
}

const tsc = (cwd: string) => shell('node', ['node_modules/typescript/bin/tsc', '-p', '.'], cwd);
const NODE = { module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2022', 'DOM'] };
const PAGE = { module: 'ESNext', moduleResolution: 'Bundler', lib: ['ES2022', 'DOM'] };

describe('the library in a project of somebody else', () => {
  it.each([
    ['forewarn', NODE],
    ['forewarn', PAGE],
    ['forewarn/browser', NODE],
    ['forewarn/browser', PAGE],
  ])("compiles and runs with `import '%s'`, types checked to the last declaration", (entry, options) => {
    const cwd = foreign(entry, { ...options, skipLibCheck: false });
    expect(tsc(cwd)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(shell('node', ['out/use.js'], cwd)).toMatchObject({
      status: 0,
      stdout: '1 response-body-max-length-increased\n',
    });
  });

  it('has types that refuse what is not there', () => {
    const cwd = foreign('forewarn', NODE, 'console.log(summary.nothing, diffSpecs(1));\n');
    const { status, stdout } = tsc(cwd);
    expect(status).not.toBe(0);
    expect(stdout).toContain("Property 'nothing' does not exist");
  });

  it('is bundled for a page without a module of Node', () => {
    const cwd = foreign('forewarn/browser', PAGE);
    const esbuild = join(process.cwd(), 'node_modules/esbuild/bin/esbuild');
    const out = execFileSync(
      join(node24, 'node'),
      [esbuild, 'use.ts', '--bundle', '--platform=browser', '--format=esm'],
      { cwd, encoding: 'utf8', maxBuffer: 50_000_000 },
    );
    writeFileSync(join(cwd, 'bundled.mjs'), out);
    expect(out).not.toMatch(/from\s*["']node:/);
    expect(shell('node', ['bundled.mjs'], cwd).stdout).toBe('1 response-body-max-length-increased\n');
  });
});
