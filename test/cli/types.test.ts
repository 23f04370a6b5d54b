import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { generateTypes } from '../../src/adapters/typescript/generate-types.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const text = { type: 'string' };

/** A document of two operations and a schema that both share. */
function aDocument(
  change: { charge?: object; charged?: string[]; asked?: object; needed?: string[]; paths?: object } = {},
): JsonObject {
  const json = (schema: object) => ({ content: { 'application/json': { schema } } });
  const charge = {
    id: text,
    amount: { type: 'integer' },
    status: { type: 'string', enum: ['paid', 'open'] },
  };
  return {
    openapi: '3.0.3',
    info: { title: 'Acme Pay', version: '1' },
    paths: {
      '/charges/{id}': {
        get: {
          operationId: 'getCharge',
          parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
          responses: { 200: { description: 'ok', ...json({ $ref: '#/components/schemas/Charge' }) } },
        },
      },
      '/refunds': {
        post: {
          operationId: 'refund',
          requestBody: { required: true, ...json({ $ref: '#/components/schemas/Refund' }) },
          responses: { 204: { description: 'done' } },
        },
      },
      ...change.paths,
    },
    components: {
      schemas: {
        Charge: {
          type: 'object',
          required: change.charged ?? ['id', 'amount', 'status'],
          properties: change.charge ?? charge,
        },
        Refund: {
          type: 'object',
          required: change.needed ?? ['charge'],
          properties: { charge: text, ...change.asked },
        },
      },
    },
  } as JsonObject;
}

const CALLER = `import type { components, operations, paths } from './acme-pay';
type Charge = components['schemas']['Charge'];
type Get = paths['/charges/{id}']['get'];
export type Answer = Get['responses'][200];
export function show(charge: Charge): string {
  return charge.amount.toFixed(2);
}
export function isPaid(charge: Charge): boolean {
  return charge.status === 'paid';
}
export const refund: operations['refund']['requestBody']['content']['application/json'] = { charge: 'ch_1' };
`;

/** A folder with an agreement and a project that uses types of the baseline. */
async function project(published: JsonObject, caller = CALLER): Promise<string> {
  const cwd = temporaryFolder();
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), content);
  };
  write('openapi/acme-pay.yaml', JSON.stringify(aDocument()));
  write('published.json', JSON.stringify(published));
  write(
    'contracts/acme-pay/agreement.yaml',
    'partner: acme-pay\nname: Acme Pay\nopenapi: ../../published.json\nuses: [getCharge]\n',
  );
  const options = {
    strict: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
    lib: ['es2022'],
    noEmit: true,
  };
  write('tsconfig.json', JSON.stringify({ compilerOptions: options, include: ['src'] }));
  write('src/acme-pay.ts', await generateTypes(aDocument(), 'the baseline'));
  write('src/caller.ts', caller);
  return cwd;
}

const charge = { id: text, amount: { type: 'integer' }, status: { type: 'string', enum: ['paid', 'open'] } };
const { amount: _amount, ...withoutAmount } = charge;

/** A change, where it newly fails, and by what rule. */
const CHANGES: [string, JsonObject, [number, RegExp][]][] = [
  ['nothing', aDocument(), []],
  [
    'a property that is gone',
    aDocument({ charge: withoutAmount, charged: ['id', 'status'] }),
    [[6, /^response-required-property-removed$/]],
  ],
  [
    'a property that may be missing',
    aDocument({ charged: ['id', 'status'] }),
    [[6, /^response-property-became-optional$/]],
  ],
  [
    'a value that does not come any more',
    aDocument({ charge: { ...charge, status: { type: 'string', enum: ['settled', 'open'] } } }),
    [[9, /^response-property-enum-value-(added|removed)$/]],
  ],
  [
    'a property that has to be sent',
    aDocument({ asked: { reason: text }, needed: ['charge', 'reason'] }),
    [[11, /^new-required-request-property$/]],
  ],
  [
    'an operation that is gone',
    aDocument({ paths: { '/charges/{id}': { parameters: [] } } }),
    [[4, /^api-(path-)?removed-without-deprecation$/]],
  ],
];

it.each(CHANGES)('%s', async (_, published, expected) => {
  const cwd = await project(published);
  const { code, out, err } = await runCli(['types', 'acme-pay', '--format', 'json'], { cwd });
  expect(err).toBe('');
  const { fails } = JSON.parse(out);
  expect(fails.map((one: { file: string; line: number }) => `${one.file}:${one.line}`)).toEqual(
    expected.map(([line]) => `src/caller.ts:${line}`),
  );
  for (const [at, [, rule]] of expected.entries())
    expect(fails[at].causes.map((one: { rule: string }) => one.rule)).toContainEqual(
      expect.stringMatching(rule),
    );
  expect(code).toBe(expected.length > 0 ? 1 : 0);
});

it('tells people the place, the error and its cause, and writes nothing of the project', async () => {
  const cwd = await project(aDocument({ charge: withoutAmount, charged: ['id', 'status'] }));
  const before = readFileSync(join(cwd, 'src/acme-pay.ts'), 'utf8');
  const { out } = await runCli(['types', 'acme-pay', '--out', 'made'], { cwd });
  expect(out).toMatch(
    /^src\/caller\.ts:6:17 {2}Property 'amount' does not exist .*\(TS2339\)\n {4}response-required-property-removed: /,
  );
  expect(out).toMatch(/\n1 place fails with their document\n$/);
  expect(readFileSync(join(cwd, 'src/acme-pay.ts'), 'utf8')).toBe(before);
  expect(readdirSync(join(cwd, 'src')).sort()).toEqual(['acme-pay.ts', 'caller.ts']);
  expect(readdirSync(join(cwd, 'made')).sort()).toEqual(['baseline.ts', 'published.ts']);
});

it('refuses a project that fails already, has none of the types, or is not there', async () => {
  const broken = await project(aDocument(), `${CALLER}export const wrong: number = 'x';\n`);
  const fails = await runCli(['types', 'acme-pay'], { cwd: broken });
  expect(fails.code).toBe(2);
  expect(fails.err).toContain('the project fails with the agreed document already\nsrc/caller.ts:12: Type');
  const cwd = await project(aDocument());
  writeFileSync(
    join(cwd, 'src/acme-pay.ts'),
    'export type components = any; export type operations = any; export type paths = any;',
  );
  const none = await runCli(['types', 'acme-pay'], { cwd });
  expect(none).toMatchObject({ code: 2 });
  expect(none.err).toContain('uses no types that were generated from this document');
  const missing = await runCli(['types', 'acme-pay', '--project', 'web/tsconfig.json'], { cwd });
  expect(missing.err).toContain('there is no TypeScript project here');
  const outside = await project({ ...aDocument(), paths: { '/x': { $ref: 'https://elsewhere.example/x' } } });
  expect((await runCli(['types', 'acme-pay'], { cwd: outside })).code).toBe(2);
});
