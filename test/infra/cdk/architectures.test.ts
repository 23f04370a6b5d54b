import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FUNCTION_NAMES } from '../../../cdk/functions.ts';
import { type Synthesised, synthesise } from '../../../cdk/synthesise.ts';
import { temporaryFolder } from './deployment.ts';

const arm = await synthesise({ architecture: 'arm64', outdir: temporaryFolder() });
const intel = await synthesise({ architecture: 'x86_64', outdir: temporaryFolder() });

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The template without what may differ: the processor, its price, and the name of run-check's asset. */
function comparable({ template, functions }: Synthesised): unknown {
  const asset = /asset\.([0-9a-f]{64})/.exec(functions['run-check'].folder)?.[1] ?? '';
  return JSON.parse(
    JSON.stringify(template)
      .replaceAll(asset, 'ASSET')
      .replaceAll('"Architectures":["arm64"]', '"Architectures":["x86_64"]')
      .replace(/FILL\(ms\d, 0\) \* [\d.]+/g, 'PRICE'),
  );
}

test('the two deployments differ in processor, its price and the one asset that has a native library', () => {
  expect(comparable(arm)).toEqual(comparable(intel));
  for (const name of FUNCTION_NAMES) {
    const [here, there] = [arm.functions[name].folder, intel.functions[name].folder].map(
      (folder) => folder.split('/').at(-1) ?? '',
    );
    if (name === 'run-check') expect(here).not.toBe(there);
    else expect(here).toBe(there);
  }
});

describe('the files of a function', () => {
  test('are its bundle and the map of it, and nothing else', () => {
    for (const name of FUNCTION_NAMES.filter((one) => one !== 'run-check'))
      expect(filesOf(arm.functions[name].folder), name).toEqual(['index.mjs', 'index.mjs.map']);
  });

  test('are, for run-check, the verifier and the library of its processor as well', () => {
    const native = (name: string, folder: string) => [
      `node_modules/@pact-foundation/${name}/package.json`,
      `node_modules/@pact-foundation/${name}/prebuilds/${folder}/libpact_ffi.so`,
      `node_modules/@pact-foundation/${name}/prebuilds/${folder}/node.napi.node`,
    ];
    const own = ['index.mjs', 'index.mjs.map', 'verifier-entry.mjs', 'verifier-entry.mjs.map'];
    expect(filesOf(arm.functions['run-check'].folder)).toEqual([
      ...own.slice(0, 2),
      ...native('pact-core-linux-arm64-glibc', 'linux-arm64'),
      ...own.slice(2),
    ]);
    expect(filesOf(intel.functions['run-check'].folder)).toEqual([
      ...own.slice(0, 2),
      ...native('pact-core-linux-x64-glibc', 'linux-x64'),
      ...own.slice(2),
    ]);
  });

  test('hold only the AWS clients that the function uses', () => {
    const clients = (name: (typeof FUNCTION_NAMES)[number]): string[] => {
      const code = readFileSync(join(arm.functions[name].folder, 'index.mjs'), 'utf8');
      const known = ['DynamoDB', 'S3', 'SQS', 'SESv2', 'SSM', 'KMS', 'Scheduler'];
      return known.filter(
        (client) => code.includes(`serviceId:"${client}"`) || code.includes(`serviceId??"${client}"`),
      );
    };
    expect(clients('api')).toEqual(['DynamoDB']);
    expect(clients('run-check')).toEqual(['DynamoDB', 'S3', 'SSM']);
    expect(clients('announce')).toEqual(['DynamoDB', 'SESv2', 'SSM']);
    expect(clients('sweep')).toEqual(['DynamoDB', 'SESv2', 'SSM', 'KMS']);
    expect(clients('register')).toEqual(['DynamoDB', 'S3', 'SQS', 'Scheduler']);
  });
});

test('the same tree gives the same assets', async () => {
  const again = await synthesise({ architecture: 'arm64', outdir: temporaryFolder() });
  expect(again.template).toEqual(arm.template);
  for (const name of FUNCTION_NAMES) expect(existsSync(again.functions[name].folder)).toBe(true);
}, 120_000);
