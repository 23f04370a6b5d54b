import type { Agreement } from '../agreement/types.ts';

/** What is different for a partner once it is looked at from AWS. */
export interface DeploymentNotes {
  /** Environments of `mode: full`: they are looked at read-only there. */
  readOnly: string[];
  /** Names of the secrets that are looked for there: `/forewarn/<name>`. */
  secrets: string[];
}

/** What a person should know, or prepare, before a partner is looked at from AWS. */
export function deploymentNotes({ environments, contacts }: Agreement): DeploymentNotes {
  const ofEnvironments = environments.flatMap(({ auth }) => (auth ? [auth.secret] : []));
  const ofContacts = [...contacts.ours, ...contacts.theirs].flatMap((contact) =>
    contact.kind !== 'email' && contact.secret !== null ? [contact.secret] : [],
  );
  return {
    readOnly: environments.filter(({ mode }) => mode === 'full').map(({ name }) => name),
    secrets: [...new Set([...ofEnvironments, ...ofContacts])].sort().map((name) => `/forewarn/${name}`),
  };
}
