import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DESCRIBED_FILES, schemaOf } from '../src/core/agreement/schema/file-schemas.ts';
import { schemaFile } from '../src/core/agreement/schema/schema-file.ts';

/**
 * Writes the JSON Schemas of the files that people write into a folder, for editors.
 *
 * @returns their names
 */
export function writeSchemas(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return DESCRIBED_FILES.map((file) => {
    const name = schemaFile(file.name);
    writeFileSync(join(folder, name), `${JSON.stringify(schemaOf(file), null, 2)}\n`);
    return name;
  });
}
