import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { zipSize } from '../../../bench/measure/zip-size.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../../cdk/functions.ts';
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
  /** Modules, without their maps, each of which is asserted to have one. */
  const modulesOf = (folder: string): string[] => {
    const files = filesOf(folder).filter((file) => !file.startsWith('node_modules/'));
    const modules = files.filter((file) => file.endsWith('.mjs'));
    expect(files).toEqual(modules.flatMap((file) => [file, `${file}.map`]).sort());
    return modules;
  };
  const codeOf = (name: FunctionName): Map<string, string> => {
    const { folder } = arm.functions[name];
    return new Map(modulesOf(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  };

  test.each(FUNCTION_NAMES)('of %s are modules that are named by an entry or by one another', (name) => {
    const entries =
      name === 'run-check' ? ['index.mjs', 'verifier-entry.mjs', 'judge-entry.mjs'] : ['index.mjs'];
    const code = codeOf(name);
    expect([...code.keys()]).toEqual(expect.arrayContaining(entries));
    for (const file of code.keys())
      if (!entries.includes(file))
        expect([...code].some(([other, text]) => other !== file && text.includes(`/${file}`))).toBe(true);
  });

  test('are beyond that, for run-check, the library of its processor, and for others nothing', () => {
    const installed = ({ functions }: Synthesised, name: FunctionName): string[] =>
      filesOf(functions[name].folder).filter((file) => file.startsWith('node_modules/'));
    const native = (folder: string, cpu: string) => [
      `node_modules/@pact-foundation/${folder}/package.json`,
      `node_modules/@pact-foundation/${folder}/prebuilds/${cpu}/libpact_ffi.so`,
      `node_modules/@pact-foundation/${folder}/prebuilds/${cpu}/node.napi.node`,
    ];
    expect(installed(arm, 'run-check')).toEqual(native('pact-core-linux-arm64-glibc', 'linux-arm64'));
    expect(installed(intel, 'run-check')).toEqual(native('pact-core-linux-x64-glibc', 'linux-x64'));
    for (const name of FUNCTION_NAMES.filter((one) => one !== 'run-check'))
      expect(installed(arm, name), name).toEqual([]);
  });

  test('have the library for the processor that they are for, by its ELF header', () => {
    /** `e_machine` of the ELF header (System V ABI): 183 is AArch64, 62 is x86-64. */
    const machinesOf = ({
      functions: {
        'run-check': { folder },
      },
    }: Synthesised): [string, number][] =>
      filesOf(folder)
        .filter((file) => /\.(so|node)$/.test(file))
        .map((file) => {
          const header = readFileSync(join(folder, file)).subarray(0, 20);
          return [header.toString('latin1', 0, 4), header.readUInt16LE(18)];
        });
    expect(machinesOf(arm)).toEqual([
      ['\x7fELF', 183],
      ['\x7fELF', 183],
    ]);
    expect(machinesOf(intel)).toEqual([
      ['\x7fELF', 62],
      ['\x7fELF', 62],
    ]);
  });

  test.each(FUNCTION_NAMES)('of %s are small enough as a zip', (name) => {
    const { folder } = arm.functions[name];
    const files = new Map(filesOf(folder).map((file) => [file, readFileSync(join(folder, file))]));
    expect(zipSize(files)).toBeLessThan(name === 'run-check' ? 12_000_000 : 1_200_000);
  });

  test('hold only the AWS clients that the function uses', () => {
    const clients = (name: FunctionName): string[] => {
      const code = [...codeOf(name).values()].join('\n');
      const known = ['DynamoDB', 'S3', 'SQS', 'SESv2', 'SSM', 'KMS', 'Scheduler'];
      return known.filter(
        (client) => code.includes(`serviceId:"${client}"`) || code.includes(`serviceId??"${client}"`),
      );
    };
    expect(clients('api')).toEqual(['DynamoDB', 'S3']);
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
