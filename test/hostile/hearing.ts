import { readFileSync } from 'node:fs';

/** The first line of the system's file of users, which nothing may read. */
const USERS = readFileSync('/etc/passwd', 'utf8').split('\n')[0] ?? '';

/** Hears what is told, of any length, and keeps nothing of it but whether it has a line of the file of users. */
export interface Hearing {
  hear(text: string): void;
  readUsers(): boolean;
}

/** A hearing that has heard nothing yet. */
export function createHearing(): Hearing {
  let end = '';
  let found = false;
  return {
    hear(text) {
      const heard = end + text;
      found ||= USERS !== '' && heard.includes(USERS);
      end = heard.slice(-USERS.length);
    },
    readUsers: () => found,
  };
}
