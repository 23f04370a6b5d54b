import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The messages that lie in a folder, each as people read it; none where there is no folder. */
export async function readMail(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.'));
  return Promise.all(names.sort().map(async (name) => decoded(await readFile(join(folder, name), 'utf8'))));
}

/** Line ends as here; soft breaks and escapes of quoted-printable (RFC 2045, 6.7) undone. */
function decoded(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('=\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
