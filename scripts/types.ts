import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

/** Types of sample partners, made from their baselines: what is generated, and from what. */
const TYPES: [document: string, file: string][] = [
  ['openapi/acme-pay.yaml', 'src/local/emulator/partners/acme-pay.generated.ts'],
];

const root = new URL('../', import.meta.url);

for (const [document, file] of TYPES) {
  const nodes = await openapiTS(new URL(document, root));
  await writeFile(
    new URL(file, root),
    `// Made from ${document} by \`npm run types\`.\n${astToString(nodes)}`,
  );
}
