import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a repository with so many of each of the samples into a folder, each under a name of its own: partners with
 * pacts, partners with uses alone, and one who is a client of ours.
 *
 * @returns how many partners and pacts there are.
 */
export function writePartners(
  root: string,
  into: string,
  ofEach: number,
): { partners: number; pacts: number } {
  const contracts = join(root, 'contracts');
  const samples = readdirSync(contracts).filter((name) => statSync(join(contracts, name)).isDirectory());
  mkdirSync(join(into, 'contracts'), { recursive: true });
  cpSync(join(root, 'openapi'), join(into, 'openapi'), { recursive: true });
  cpSync(join(contracts, 'forewarn.yaml'), join(into, 'contracts/forewarn.yaml'));
  let pacts = 0;
  for (const sample of samples) {
    const files = readdirSync(join(contracts, sample), { recursive: true, encoding: 'utf8' });
    for (let number = 1; number <= ofEach; number++) {
      const name = `${sample}-${number}`;
      const named = (text: string) => text.replaceAll(sample, name);
      cpSync(join(root, `openapi/${sample}.yaml`), join(into, `openapi/${name}.yaml`));
      for (const file of files) {
        const from = join(contracts, sample, file);
        const to = join(into, 'contracts', name, named(file));
        if (statSync(from).isDirectory()) mkdirSync(to, { recursive: true });
        else {
          mkdirSync(join(to, '..'), { recursive: true });
          writeFileSync(to, named(readFileSync(from, 'utf8')));
        }
        if (/^pacts\/.*\.json$/.test(file)) pacts++;
      }
    }
  }
  return { partners: samples.length * ofEach, pacts };
}
