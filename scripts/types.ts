import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

/** Types made from documents: of a sample partner from its baseline, and of our own API. */
const TYPES: [document: string, file: string][] = [
  ['openapi/acme-pay.yaml', 'src/local/emulator/partners/acme-pay.generated.ts'],
  ['openapi/forewarn.yaml', 'web/forewarn-api.generated.ts'],
];

const root = new URL('../', import.meta.url);

for (const [document, file] of TYPES) {
  const nodes = await openapiTS(new URL(document, root));
  await writeFile(
    new URL(file, root),
    `// Made from ${document} by \`npm run types\`.\n${astToString(nodes)}`,
  );
}
