import { z } from 'zod';
import { slug } from '../agreement/values.ts';
import { ForewarnError } from '../errors.ts';
import { fileAsFolder, isPlainPath } from './bundle-path.ts';
import { utf8Length } from './registered-files.ts';
import type { RegistrationBundle } from './types.ts';

/** Most files of a registration, and most bytes of all of them together. */
export const MOST_FILES = 200;
export const MOST_BYTES = 20_000_000;

/** Who a partner's files belong to: a repository's name or address, without credentials or spaces. */
export const sourceName = z
  .string()
  .regex(/^[A-Za-z0-9][\w.:/-]{0,199}$/, 'must be the name of a repository, like `shop/integrations`');

const schema = z.strictObject({
  v: z.literal(1),
  partner: slug,
  source: sourceName,
  files: z.unknown(),
});

/**
 * Reads what `forewarn register` sent: at most 200 files, 20 MB in all, by plain relative paths, among them the
 * partner's agreement. Nothing of what is wrong is repeated in a message.
 *
 * @throws ForewarnError `input`.
 */
export function parseBundle(data: unknown): RegistrationBundle {
  const read = schema.safeParse(data);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw refusal(`\`${issue?.path.join('.') || 'the whole'}\` is not as it must be`);
  }
  const { v, partner, source } = read.data;
  return { v, partner, source, files: filesOf(read.data.files, partner) };
}

function filesOf(data: unknown, partner: string): Record<string, string> {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw refusal('`files` must map paths to texts');
  const files: [string, string][] = [];
  let bytes = 0;
  for (const [path, text] of Object.entries(data)) {
    if (!isPlainPath(path)) throw refusal('a path is not a plain path from the root of the repository');
    if (typeof text !== 'string' || !text.isWellFormed()) throw refusal('a file is not a text');
    bytes += utf8Length(text);
    if (files.push([path, text]) > MOST_FILES) throw refusal(`there are more than ${MOST_FILES} files`);
    if (bytes > MOST_BYTES) throw refusal(`the files are larger than ${MOST_BYTES / 1_000_000} MB`);
  }
  if (fileAsFolder(files.map(([path]) => path)) !== null)
    throw refusal('a path names a file and a folder at once');
  if (!files.some(([path]) => path === agreementPath(partner)))
    throw refusal(`there is no \`${agreementPath(partner)}\``);
  return Object.fromEntries(files);
}

/** Where a bundle has the agreement. */
export function agreementPath(partner: string): string {
  return `contracts/${partner}/agreement.yaml`;
}

function refusal(problem: string): ForewarnError {
  return new ForewarnError('input', `this registration cannot be read: ${problem}`, {
    fix: 'send it with a `forewarn register` of the version that is deployed',
  });
}
