import { readStates } from '../../core/agreement/read-states.ts';
import type { Agreement } from '../../core/agreement/types.ts';
import type { JsonObject } from '../../core/json.ts';
import { problemsError } from './problems.ts';
import { placed, readYaml } from './read-yaml.ts';

/**
 * The recipes of an agreement's `states.yaml`, checked; null where it has none.
 *
 * @throws ForewarnError `config` with all problems of the file.
 */
export function loadStates(agreement: Agreement, cwd: string = process.cwd()): JsonObject | null {
  if (agreement.states === null) return null;
  const file = readYaml(agreement.states);
  if ('message' in file) throw problemsError([file], cwd);
  const outcome = readStates(file.data);
  if (!outcome.ok) throw problemsError(placed(file, outcome.problems), cwd);
  return outcome.value;
}
