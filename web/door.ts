import type { Context } from 'hono';
import { createFormToken, type FormToken } from './form-token.ts';

/** Where requests come in: what tells that they are ours, and who makes them. */
export interface Door {
  /** Names that we are served under, as a browser says them in `Host` and in `Origin`. */
  names(context: Context): { hosts: ReadonlySet<string>; origins: ReadonlySet<string> };
  /** The secret that forms carry. */
  formToken(context: Context): FormToken;
  /** Who asks, as they have proved; `anybody` where nobody has to; null where they had to and have not. */
  person(context: Context): string | 'anybody' | null;
}

/**
 * The door of a process on one machine, open to whoever is on it.
 *
 * @param host `127.0.0.1:4280`; `localhost` with the same port is us too.
 */
export function processDoor(host: string): Door {
  const port = host.slice(host.lastIndexOf(':'));
  const hosts = new Set([host, `127.0.0.1${port}`, `localhost${port}`]);
  const names = { hosts, origins: new Set([...hosts].map((name) => `http://${name}`)) };
  const token = createFormToken();
  return { names: () => names, formToken: () => token, person: () => 'anybody' };
}
