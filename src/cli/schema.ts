import type { Command } from 'commander';
import { nearest } from '../core/agreement/nearest.ts';
import { DESCRIBED_FILES, type DescribedFile, schemaOf } from '../core/agreement/schema/file-schemas.ts';
import { ForewarnError } from '../core/errors.ts';
import type { CliIo } from './io.ts';

const NAMES = DESCRIBED_FILES.map(({ name }) => name);

/** `schema [NAME]`: the JSON Schema of a file that people write, for their editors; without a name, which there are. */
export function registerSchema(program: Command, io: CliIo): void {
  program
    .command('schema')
    .description('Print the JSON Schema of a file that you write, for your editor')
    .argument('[name]', `which file: ${NAMES.join(', ')}`)
    .addHelpText(
      'after',
      '\nExample:\n  forewarn schema agreement > agreement.schema.json\n\nWithout a name, it lists which there are. How an editor uses them: docs/editor.md.',
    )
    .action((name: string | undefined) => {
      io.out(name === undefined ? list() : `${JSON.stringify(schemaOf(fileOf(name)), null, 2)}\n`);
    });
}

function list(): string {
  return DESCRIBED_FILES.map(({ name, path }) => `${name.padEnd(12)}${path}\n`).join('');
}

/** @throws ForewarnError `usage` for a name that there is not. */
function fileOf(name: string): DescribedFile {
  const file = DESCRIBED_FILES.find((one) => one.name === name);
  if (file) return file;
  const near = nearest(name, NAMES);
  throw new ForewarnError('usage', 'there is no schema of that name', {
    fix: near ? `did you mean ${near}?` : `there are: ${NAMES.join(', ')}`,
  });
}
