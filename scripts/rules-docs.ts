import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { rulePages } from '../src/core/report/rules/pages.ts';

/** Writes docs/rules anew from the table of rules; pages that are none any more go. */
const folder = new URL('../docs/rules/', import.meta.url);
const pages = rulePages();

await mkdir(folder, { recursive: true });
for (const name of await readdir(folder)) if (!pages.has(name)) await rm(new URL(name, folder));
for (const [name, text] of pages) await writeFile(new URL(name, folder), text);
