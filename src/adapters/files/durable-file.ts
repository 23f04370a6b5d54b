import { randomBytes } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts a text into a file, whole or not at all; when this is over, it survives a crash of the machine. */
export async function writeDurably(file: string, text: string): Promise<void> {
  await makeFolder(dirname(file));
  const whole = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  const handle = await open(whole, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(whole, file);
  await syncFolder(dirname(file));
}

/** Makes the folders of a path that are not there, for this user alone and durably. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
