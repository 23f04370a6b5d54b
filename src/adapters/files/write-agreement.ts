import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { schemaFile } from '../../core/agreement/schema/schema-file.ts';
import { ForewarnError } from '../../core/errors.ts';
import { isObject, type JsonObject } from '../../core/json.ts';
import { loadDocument } from './load-document.ts';
import type { LoadOptions } from './load-options.ts';
import { parseDocument } from './parse-document.ts';
import { readYaml } from './read-yaml.ts';
import { visitReferences } from './visit-references.ts';

/** A document to agree on, with the text to keep of it. */
export interface ServedDocument {
  raw: JsonObject;
  /** As served, where it stands alone; with its parts put into it otherwise. */
  text: string;
  extension: 'json' | 'yaml';
}

/**
 * Reads a document that is to become a baseline, from a file or a URL.
 *
 * @throws ForewarnError as `loadDocument`.
 */
export async function readServed(location: string, options: LoadOptions): Promise<ServedDocument> {
  let served: string | undefined;
  const fetchText = async (url: string) => {
    const text = await options.fetchText(url);
    served ??= text;
    return text;
  };
  const raw = await loadDocument(location, { ...options, fetchText });
  served ??= readFileSync(resolve(options.cwd, location), 'utf8');
  const text = standsAlone(served, location) ? served : `${JSON.stringify(raw, null, 2)}\n`;
  return { raw, text, extension: /^\s*[{[]/.test(text) ? 'json' : 'yaml' };
}

function standsAlone(text: string, location: string): boolean {
  let alone = true;
  visitReferences(parseDocument(text, location), (reference) => {
    if (!reference.startsWith('#')) alone = false;
    return reference;
  });
  return alone;
}

/** Where a partner's files are, or are to be, below a folder. */
export function partnerFiles(dir: string, partner: string) {
  return {
    agreement: join(dir, 'contracts', partner, 'agreement.yaml'),
    baseline: (extension: string) => join(dir, 'openapi', `${partner}.${extension}`),
  };
}

/**
 * The baseline that an existing agreement waits for, as an absolute path; null where there is no agreement, or
 * its baseline is there.
 */
export function awaitedBaseline(dir: string, partner: string, extension: string): string | null {
  const files = partnerFiles(dir, partner);
  if (!existsSync(files.agreement)) return null;
  const yaml = readYaml(files.agreement);
  const openapi = 'data' in yaml && isObject(yaml.data) ? yaml.data.openapi : undefined;
  const named = isObject(openapi) && typeof openapi.baseline === 'string' ? openapi.baseline : undefined;
  if (named !== undefined) {
    const path = resolve(dirname(files.agreement), named);
    return existsSync(path) ? null : path;
  }
  const there = ['yaml', 'json'].some((one) => existsSync(files.baseline(one)));
  return there ? null : files.baseline(extension);
}

/** What we are called in pacts, as the file that all agreements share says; `us` where it does not. */
export function nameOfUs(dir: string): string {
  const file = join(dir, 'contracts', 'forewarn.yaml');
  const yaml = existsSync(file) ? readYaml(file) : null;
  const named = yaml && 'data' in yaml && isObject(yaml.data) ? yaml.data.we : undefined;
  return typeof named === 'string' && named !== '' ? named : 'us';
}

/** Where the package has its schemas: beside its program, or in the folder that was built. */
const SCHEMAS = ['schemas', 'dist/schemas'];

/**
 * The line by which editors find the JSON Schema of an agreement (the convention of yaml-language-server), where the
 * package is installed in the repository that the agreement is in; else nothing. The path is seen from the agreement,
 * so that it is right for everybody who has the repository.
 */
export function schemaLine(agreement: string): string {
  for (let dir = dirname(agreement); ; dir = dirname(dir)) {
    const found = SCHEMAS.map((one) =>
      join(dir, 'node_modules', 'forewarn', one, schemaFile('agreement')),
    ).find((file) => existsSync(file));
    const path = found && relative(dirname(agreement), found).split(sep).join('/');
    if (path) return `# yaml-language-server: $schema=${path}\n`;
    if (existsSync(join(dir, '.git')) || dir === dirname(dir)) return '';
  }
}

/**
 * Writes a new file and the folders above it.
 *
 * @throws ForewarnError `usage` where the file is there already: nothing is ever overwritten.
 */
export function writeNew(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new ForewarnError('usage', `${file} is there already and is not overwritten`, {
        fix: 'name another partner with --partner NAME, or another folder with --dir DIR',
      });
    throw new ForewarnError('usage', `${file} cannot be written (${code})`, { cause });
  }
}
