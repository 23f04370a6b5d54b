import type { Ports } from '../app/ports.ts';
import { createPost } from './http/post.ts';
import { deliverToMailbox } from './notify/mailbox.ts';
import { createMailer } from './notify/mailer.ts';
import { type CheckSurroundings, wireCheck } from './wire-check.ts';

/** What differs from one entry on one machine to another. */
export interface Surroundings extends CheckSurroundings {
  /** Folder of the local mailbox. */
  mailbox: string;
  /** Loopback and private addresses may be called. */
  allowPrivate: boolean;
  /** Where a contact's URL really leads; by default where it says. */
  route?: (url: string) => string;
}

/** Builds the record of all effects on one machine. */
export function wire(around: Surroundings): Ports {
  const { mailbox, allowPrivate, route, ...check } = around;
  return {
    ...wireCheck(check),
    mailer: createMailer({
      email: (notice, to) => deliverToMailbox(mailbox, notice, to),
      secrets: around.secrets,
      post: createPost({ allowPrivate, proxy: around.proxy ?? null, ...(route ? { route } : {}) }),
      now: () => new Date(),
    }),
  };
}
