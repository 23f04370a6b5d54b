import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Copies some of the samples into a folder, with their documents and the journeys that lead over no other partner: a
 * lane that lives many days takes as long as the partners that it looks at on each.
 */
export function copySamples(folder: string, partners: readonly string[]): void {
  for (const part of ['contracts', 'openapi'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  const contracts = join(folder, 'contracts');
  for (const entry of readdirSync(contracts, { withFileTypes: true }))
    if (entry.isDirectory() && !partners.includes(entry.name))
      rmSync(join(contracts, entry.name), { recursive: true });
  const file = join(contracts, 'journeys.yaml');
  const all = load(readFileSync(file, 'utf8')) as Record<string, { steps: { partner: string }[] }>;
  const within = Object.entries(all).filter(([, { steps }]) =>
    steps.every(({ partner }) => partners.includes(partner)),
  );
  writeFileSync(file, JSON.stringify(Object.fromEntries(within)));
}
