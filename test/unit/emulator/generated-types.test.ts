import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);

it('has the types that its baseline gives: npm run types', async () => {
  const file = new URL('src/local/emulator/partners/acme-pay.generated.ts', root);
  const [heading, ...types] = (await readFile(file, 'utf8')).split('\n');
  expect(heading).toContain('openapi/acme-pay.yaml');
  expect(types.join('\n')).toBe(astToString(await openapiTS(new URL('openapi/acme-pay.yaml', root))));
});
