import { readFile } from 'node:fs/promises';
import { ForewarnError } from '../../core/errors.ts';
import { loadDocument } from './load-document.ts';
import { parseText } from './parse-document.ts';
import { visitReferences } from './visit-references.ts';

/**
 * A document on disk as one text: as it is where it refers to no other file, else as JSON with those files in it.
 *
 * @throws ForewarnError where it, or a file that it refers to, cannot be read.
 */
export async function oneFileDocument(file: string, cwd: string): Promise<string> {
  const document = await loadDocument(file, { cwd, fetchText: refuseUrl });
  const text = await readFile(file, 'utf8');
  return refersToFiles(text, file) ? JSON.stringify(document) : text;
}

function refersToFiles(text: string, file: string): boolean {
  let found = false;
  visitReferences(parseText(text, file), (reference) => {
    found ||= !reference.startsWith('#');
    return reference;
  });
  return found;
}

async function refuseUrl(): Promise<string> {
  throw new ForewarnError('config', 'a document in a file refers to files beside it, not to the web', {
    fix: 'keep a copy of what it refers to beside it',
  });
}
