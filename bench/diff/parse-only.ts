import { readFileSync } from 'node:fs';
import { parseDocument } from '../../src/adapters/files/parse-document.ts';

// A process that reads and parses two documents, by the parser that the comparison uses, and holds them.
const documents = process.argv.slice(2).map((file) => parseDocument(readFileSync(file, 'utf8'), file));
process.stdout.write(`${documents.length}\n`);
