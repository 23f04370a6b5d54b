import { execFile } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { ForewarnError } from '../../core/errors.ts';
import { listFolder } from './history-folder.ts';

const run = promisify(execFile);
const MOST_MS = 5_000;

/** A document as it is today, and where its earlier versions are. */
export interface DocumentWithHistory {
  /** File or URL of today's. */
  document: string;
  /** As `replay` takes it; null: nothing is known of earlier ones. */
  history: string | null;
  /** Folder that `history` is meant from. */
  cwd: string;
}

/**
 * What a person names by a folder of versions, `git:PATH`, a file or a URL: of a folder the last version is today's, of a
 * repository the file as it lies there. A file that a repository has had before brings its history with it.
 *
 * @throws ForewarnError `not-found` or `input` where there is no such document, or it has to be unpacked first
 */
export async function historyOfDocument(location: string, cwd: string): Promise<DocumentWithHistory> {
  if (/^https?:/i.test(location)) return { document: location, history: null, cwd };
  if (location.startsWith('git:')) {
    const path = location.slice('git:'.length);
    const root = await rootOf(cwd);
    const document = join(root ?? cwd, path);
    if (root !== null && existsSync(document)) return { document, history: location, cwd };
    throw new ForewarnError('not-found', `there is no file ${path} in this repository`, {
      fix: 'write the path from the root of the repository, for example git:openapi/acme-pay.yaml',
    });
  }
  const file = resolve(cwd, location);
  if (existsSync(file) && statSync(file).isDirectory()) {
    const last = listFolder(location, cwd).at(-1)?.name ?? '';
    if (/\.(json|ya?ml)$/i.test(last)) return { document: join(file, last), history: location, cwd };
    throw new ForewarnError('input', `the last version there, ${last}, is an archive`, {
      fix: 'unpack it, and name the document itself',
    });
  }
  return { document: location, ...(await inRepository(file, cwd)) };
}

async function inRepository(file: string, cwd: string): Promise<{ history: string | null; cwd: string }> {
  if (!existsSync(file)) return { history: null, cwd };
  const folder = dirname(realpathSync(file));
  const root = await rootOf(folder);
  if (root === null) return { history: null, cwd };
  const path = relative(realpathSync(root), realpathSync(file)).split(sep).join('/');
  return { history: `git:${path}`, cwd: folder };
}

/** The root of the repository that holds a folder; null where there is none, or no git. */
async function rootOf(folder: string): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['rev-parse', '--show-toplevel'], { cwd: folder, timeout: MOST_MS });
    return stdout.trim() || null;
  } catch {
    return null;
  }
}
