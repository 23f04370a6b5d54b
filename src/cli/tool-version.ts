import { readFileSync } from 'node:fs';

/** The version of Forewarn, as package.json says. The file is beside it, or one or two folders up: packed, built or not. */
export function toolVersion(): string {
  for (const path of ['./package.json', '../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      if (name === 'forewarn' && typeof version === 'string') return version;
    } catch {}
  }
  return 'unknown';
}
