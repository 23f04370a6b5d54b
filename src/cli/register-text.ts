import type { DeploymentNotes } from '../core/registration/deployment-notes.ts';
import type { RegistrationChange } from '../core/registration/types.ts';
import { plainText } from '../core/report/plain-text.ts';

const WORDS: Record<RegistrationChange['kind'], string> = {
  added: 'new',
  changed: 'changed',
  unchanged: 'as registered',
  removed: 'taken away',
  foreign: 'left alone',
};

/** What registering would do, or does: a line for each partner, and its files below it. */
export function planText(changes: readonly RegistrationChange[]): string {
  const width = Math.max(0, ...changes.map(({ partner }) => partner.length));
  return changes
    .flatMap((change) => [
      `  ${change.partner.padEnd(width)}  ${WORDS[change.kind]}${detail(change)}`,
      ...fileLines(change).map((line) => `    ${plainText(line, 500)}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function detail(change: RegistrationChange): string {
  if (change.kind === 'added') return `, ${change.files.length} files`;
  if (change.kind === 'foreign') return `: ${plainText(change.source, 200)} registered it`;
  if (change.kind === 'changed' && fileLines(change).length === 0) return ': its schedule or its source';
  return '';
}

function fileLines(change: RegistrationChange): string[] {
  if (change.kind !== 'changed') return [];
  const { added, changed, removed } = change;
  return [
    ...added.map((path) => `+ ${path}`),
    ...changed.map((path) => `~ ${path}`),
    ...removed.map((path) => `- ${path}`),
  ];
}

/** How many of each kind, in one line: `2 new, 1 as registered`. */
export function countText(changes: readonly RegistrationChange[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(WORDS[kind], (counts.get(WORDS[kind]) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}

/** What a person should know or prepare; nothing where there is nothing. */
export function notesText(notes: ReadonlyMap<string, DeploymentNotes>): string {
  const makesRecords = [...notes].flatMap(([partner, one]) =>
    one.makesRecords.map((name) => `${partner} ${name}`),
  );
  const secrets = secretsOf(notes);
  return [
    ...(makesRecords.length > 0
      ? [`\nRecords are made there and taken away again, as the mode is full: ${makesRecords.join(', ')}`]
      : []),
    ...(secrets.length > 0
      ? ['\nSecrets that the deployment looks for; create those that are missing:']
      : []),
    ...secrets.map((name) => `  ${name}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** Names of the secrets of all partners, each once. */
function secretsOf(notes: ReadonlyMap<string, DeploymentNotes>): string[] {
  return [...new Set([...notes.values()].flatMap(({ secrets }) => secrets))].sort();
}

/** The whole as data. */
export function registrationJson(on: {
  source: string;
  dryRun: boolean;
  changes: readonly RegistrationChange[];
  notes: ReadonlyMap<string, DeploymentNotes>;
}): string {
  const { notes, ...rest } = on;
  const makesRecords = [...notes].flatMap(([partner, one]) =>
    one.makesRecords.map((environment) => ({ partner, environment })),
  );
  const whole = { schema: 'forewarn.registration/1', ...rest, makesRecords, secrets: secretsOf(notes) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
