import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Metrics } from '../app/metrics.ts';
import type { Log } from '../app/ports.ts';
import type { RegisteredSweepPorts } from '../app/sweep-registered.ts';
import { clientSettings } from './aws-settings.ts';
import { countRetries } from './count-retries.ts';
import { readEnvironment } from './env.ts';
import type { createPost } from './http/post.ts';
import { createMailer } from './notify/mailer.ts';
import { sendBySes } from './notify/ses-mail.ts';
import { type LedgerWire, wireLedger } from './wire-ledger.ts';
import { wireSecrets } from './wire-secrets.ts';

/** What sending takes. */
export type AnnounceWire = LedgerWire & RegisteredSweepPorts;

/** Builds what `announce` needs. @throws ForewarnError `config` where the environment is not complete. */
export function wireAnnounce(env: NodeJS.ProcessEnv, told: { log: Log; metrics: Metrics }): AnnounceWire {
  const { FOREWARN_SENDER } = readEnvironment(env, ['FOREWARN_SENDER']);
  const ledger = wireLedger(env, told.metrics);
  const secrets = wireSecrets(env, told.metrics);
  const ses = countRetries(
    new SESv2Client(clientSettings({ requestMs: 10_000, maxAttempts: 3 })),
    told.metrics,
  );
  return {
    ...ledger,
    ...told,
    mailer: createMailer({
      email: sendBySes(ses, FOREWARN_SENDER),
      secrets,
      post: lazyPost(ledger.loopback),
      now: () => new Date(),
    }),
  };
}

/** Most invocations post nothing: the HTTP client is loaded by the first one that does. */
function lazyPost(allowPrivate: boolean): ReturnType<typeof createPost> {
  return async (...call) => (await import('./http/post.ts')).createPost({ allowPrivate })(...call);
}
