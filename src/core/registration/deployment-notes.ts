import type { Agreement } from '../agreement/types.ts';

/** What is different for a partner once it is looked at from AWS. */
export interface DeploymentNotes {
  /** Environments of `mode: full`: looks make records there, and undo them. */
  makesRecords: string[];
  /** Names of the secrets that are looked for there: `/forewarn/<name>`. */
  secrets: string[];
}

/** What a person should know, or prepare, before a partner is looked at from AWS. */
export function deploymentNotes({ environments, contacts, broker }: Agreement): DeploymentNotes {
  const ofEnvironments = environments
    .flatMap(({ auth, clientCertificate }) => [auth?.secret, clientCertificate])
    .filter((name) => typeof name === 'string');
  const ofContacts = [...contacts.ours, ...contacts.theirs].flatMap((contact) =>
    contact.kind !== 'email' && contact.secret !== null ? [contact.secret] : [],
  );
  const ofBroker = broker?.auth ? [broker.auth.secret] : [];
  return {
    makesRecords: environments.filter(({ mode }) => mode === 'full').map(({ name }) => name),
    secrets: [...new Set([...ofEnvironments, ...ofBroker, ...ofContacts])]
      .sort()
      .map((name) => `/forewarn/${name}`),
  };
}
