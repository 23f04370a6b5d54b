import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../core/json.ts';
import { maskTemplates } from './path-templates.ts';

const NAME = /^[a-z][a-z0-9-]{0,29}$/;
const LARGEST = 2_000_000;

/** Names of the partners that a contracts folder has an agreement with, right or wrong as it may be. */
export function partnersIn(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => NAME.test(name) && existsSync(join(dir, name, 'agreement.yaml')))
    .sort();
}

/** Names of the environments in a partner's agreement; none where it cannot be read. */
export async function environmentsIn(dir: string, partner: string): Promise<string[]> {
  const { CORE_SCHEMA, load } = await import('js-yaml');
  try {
    const text = readFileSync(join(dir, partner, 'agreement.yaml'), 'utf8');
    if (text.length > LARGEST) return [];
    const data = load(maskTemplates(text), { schema: CORE_SCHEMA });
    const environments = isObject(data) ? data.environments : undefined;
    return isObject(environments) ? Object.keys(environments).filter((name) => NAME.test(name)) : [];
  } catch {
    return [];
  }
}
