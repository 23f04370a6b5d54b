import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';

const { tarball, project } = inject('installed');
const installed = join(project, 'node_modules/forewarn');
const names = execFileSync('tar', ['tzf', tarball], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .map((name) => name.replace(/^package\//, ''));

describe('the packed file', () => {
  it('has what is run, read and imported, and no test, source or map', () => {
    expect(names).toEqual(
      expect.arrayContaining([
        ...['package.json', 'README.md', 'LICENSE', 'bin/forewarn.mjs', 'main.mjs', 'diff.cjs'],
        ...['verifier-entry.mjs', 'judge-entry.mjs', 'index.mjs', 'browser.mjs'],
        ...['types/index.d.ts', 'types/browser.d.ts', 'schemas/agreement.schema.json'],
        ...['contracts/acme-pay/agreement.yaml', 'openapi/acme-pay.yaml'],
      ]),
    );
    const rooms = new Set(names.filter((name) => name.includes('/')).map((name) => name.split('/')[0]));
    expect([...rooms].sort()).toEqual(['bin', 'contracts', 'openapi', 'schemas', 'types']);
    expect(names.filter((name) => /\.(map|test\.\w+|env|pem|key|tgz)$|sources\.json/.test(name))).toEqual([]);
    expect(names.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([]);
  });

  it('is small: under 5 MB to fetch, under 16 MB on disk', () => {
    expect(statSync(tarball).size).toBeLessThan(5_000_000);
    const size = names.reduce((sum, name) => sum + statSync(join(installed, name)).size, 0);
    expect(size).toBeLessThan(16_000_000);
  });

  it('names no folder of the machine that it was built on', () => {
    const texts = names.filter((name) => /\.(mjs|cjs|json|ts|yaml|md)$/.test(name));
    const here = process.cwd();
    const naming = texts.filter((name) => readFileSync(join(installed, name), 'utf8').includes(here));
    expect(naming).toEqual([]);
  });
});

describe('the package, installed', () => {
  it('brings its own command and no Node', () => {
    const commands = readdirSync(join(project, 'node_modules/.bin'));
    expect(commands).toContain('forewarn');
    expect(commands).not.toContain('node');
    expect(
      readdirSync(join(project, 'node_modules')).filter((name) => name.startsWith('node-linux')),
    ).toEqual([]);
  });

  it('depends on exact versions, of what it imports and no more', () => {
    const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(Object.keys(dependencies)).toEqual([
      '@pact-foundation/pact',
      '@pact-foundation/pact-core',
      '@pactflow/openapi-pact-comparator',
      'dynalite',
      'openapi-typescript',
      'typescript',
    ]);
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
