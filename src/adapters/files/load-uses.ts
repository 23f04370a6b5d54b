import { resolve } from 'node:path';
import { useOf } from '../../core/agreement/complete.ts';
import { closed, parseAs } from '../../core/agreement/issues.ts';
import type { DeclaredUse } from '../../core/agreement/types.ts';
import { agreement } from '../../core/agreement/written.ts';
import { problemsError } from './problems.ts';
import { placed, readYaml } from './read-yaml.ts';

const schema = closed({ uses: agreement.shape.uses.unwrap() });

/**
 * The operations that a YAML file declares under `uses`, as an agreement does.
 *
 * @throws ForewarnError `config` with file and line
 */
export function loadUses(path: string, cwd: string): DeclaredUse[] {
  const file = readYaml(resolve(cwd, path));
  if ('message' in file) throw problemsError([file], cwd);
  const outcome = parseAs(schema, file.data);
  if (!outcome.ok) throw problemsError(placed(file, outcome.problems), cwd);
  return outcome.value.uses.map(useOf);
}
