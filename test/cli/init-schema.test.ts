import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeSchemas } from '../../scripts/schemas.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const ACME = resolve('openapi/acme-pay.yaml');
const AGREEMENT = 'contracts/acme-pay/agreement.yaml';
const INIT = ['init', ACME, '--partner', 'acme-pay', '--use', 'createCharge', '--no-history'];

describe('init beside an installed package', () => {
  it.each(['schemas', 'dist/schemas'])('says where editors find the schema: %s', async (folder) => {
    const cwd = temporaryFolder();
    expect(writeSchemas(join(cwd, 'node_modules', 'forewarn', folder))).toContain('agreement.schema.json');

    expect(await runCli(INIT, { cwd })).toMatchObject({ code: 0, err: '' });

    const [first] = readFileSync(join(cwd, AGREEMENT), 'utf8').split('\n');
    const path = /^# yaml-language-server: \$schema=(\.\.\/\S+)$/.exec(first ?? '')?.[1];
    const schema = join(cwd, dirname(AGREEMENT), path ?? 'none');
    expect(JSON.parse(readFileSync(schema, 'utf8'))).toMatchObject({ title: expect.any(String) });
  });

  it('leaves a first line by which lines can still be added', async () => {
    const cwd = temporaryFolder();
    writeSchemas(join(cwd, 'node_modules', 'forewarn', 'schemas'));
    await runCli(INIT, { cwd });

    const added = ['coming', 'add', 'acme-pay', '--what', 'createCharge', '--change', 'removed'];
    expect(await runCli(added, { cwd })).toMatchObject({ code: 0, err: '' });

    const text = readFileSync(join(cwd, AGREEMENT), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: /);
    expect(text).toContain('announced:');
  });

  it('says nothing where the package is not in the repository', async () => {
    const above = temporaryFolder();
    writeSchemas(join(above, 'node_modules', 'forewarn', 'schemas'));
    const cwd = join(above, 'repository');
    mkdirSync(join(cwd, '.git'), { recursive: true });

    expect(await runCli(INIT, { cwd })).toMatchObject({ code: 0 });

    expect(existsSync(join(cwd, AGREEMENT))).toBe(true);
    expect(readFileSync(join(cwd, AGREEMENT), 'utf8')).toMatch(/^partner: acme-pay\n/);
  });
});
