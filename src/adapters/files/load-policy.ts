import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';
import { readOasdiffIgnore } from '../../core/policy/oasdiff-ignore.ts';
import { readOasdiffLevels } from '../../core/policy/oasdiff-levels.ts';
import { type PolicyFile, readPolicyFile } from '../../core/policy/policy-file.ts';
import type { PolicyNote } from '../../core/policy/types.ts';
import { problemsError, shown } from './problems.ts';
import { placed, readYaml } from './read-yaml.ts';

/** Policy files by what they are given for. */
export interface PolicyPaths {
  severity: readonly string[];
  ignore: readonly string[];
}

/** What the files say, in the order in which they were given. */
export interface LoadedPolicy extends PolicyFile {
  notes: PolicyNote[];
}

const LARGEST = 2_000_000;

/** Begins one of our own policy files; everything else is oasdiff's. */
const OURS = /^(severity|ignore)\s*:/m;

/**
 * Reads severity and ignore files: our own YAML (`severity:`, `ignore:`), or oasdiff's severity-levels and ignore
 * files, told apart by what is in them. A file of ours is taken for what it was given for.
 *
 * @param ids of all rules
 * @throws ForewarnError `not-found` for a missing file, `config` with all problems by file and line
 */
export function loadPolicy(paths: PolicyPaths, at: { cwd: string; ids: readonly string[] }): LoadedPolicy {
  const severity = paths.severity.map((path) => {
    const text = readText(path, at.cwd);
    if (OURS.test(text)) return { ...readOurs(path, at), notes: [] };
    const { rules, notes, problems } = readOasdiffLevels(text, path, at.ids);
    if (problems.length > 0) {
      throw problemsError(
        problems.map((one) => ({ file: resolve(at.cwd, path), ...one })),
        at.cwd,
      );
    }
    return { severity: rules, ignore: [], notes };
  });
  const ignore = paths.ignore.map((path) => {
    const text = readText(path, at.cwd);
    return OURS.test(text) ? readOurs(path, at).ignore : readOasdiffIgnore(text, path, at.ids);
  });
  return {
    severity: severity.flatMap((one) => one.severity),
    ignore: ignore.flat(),
    notes: severity.flatMap((one) => one.notes),
  };
}

function readOurs(path: string, at: { cwd: string; ids: readonly string[] }): PolicyFile {
  const file = readYaml(resolve(at.cwd, path));
  if ('message' in file) throw problemsError([file], at.cwd);
  const named = shown(file.file, at.cwd);
  const outcome = readPolicyFile(file.data, at.ids, (steps) => ({ file: named, line: file.lineOf(steps) }));
  if (!outcome.ok) throw problemsError(placed(file, outcome.problems), at.cwd);
  return outcome.value;
}

function readText(path: string, cwd: string): string {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), 'utf8');
  } catch {
    throw new ForewarnError('not-found', 'this file cannot be read', { place: { file: path } });
  }
  if (text.length <= LARGEST) return text;
  throw new ForewarnError('config', `this file is larger than ${LARGEST / 1_000_000} MB`, {
    place: { file: path },
  });
}
