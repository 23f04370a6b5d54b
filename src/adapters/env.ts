import { z } from 'zod';
import { ForewarnError } from '../core/errors.ts';

const text = z.string().min(1);
const arn = z.string().regex(/^arn:[a-z-]+:[a-z0-9-]+:/, 'an ARN');

/**
 * Every environment variable that a function reads, each with its form. The deployment sets them, together with
 * the right that each stands for; nothing else is read from the environment.
 */
const VARIABLES = {
  /** Name of the one table. */
  FOREWARN_TABLE: text,
  /** Bucket of evidence and of registered files. */
  FOREWARN_BUCKET: text,
  /** Queue of the checks that are due (FIFO). */
  FOREWARN_QUEUE_URL: z.url(),
  FOREWARN_QUEUE_ARN: arn,
  /** Group of the schedules, the role that they send with, and where failed ticks go. */
  FOREWARN_SCHEDULE_GROUP: text,
  FOREWARN_SCHEDULE_ROLE: arn,
  FOREWARN_SCHEDULE_DEAD_LETTERS: arn,
  /** Key that signs checkpoints. */
  FOREWARN_SIGNING_KEY: text,
  /** `Name <address>` that mail comes from; empty: nothing is sent by mail. */
  FOREWARN_SENDER: z.string(),
  /** Where secrets are kept. */
  FOREWARN_SECRETS: z.enum(['parameter-store', 'secrets-manager']),
  /** Who the page and the API answer: people with a token, or (on one machine only) anybody. */
  FOREWARN_PEOPLE: z.enum(['jwt', 'local']),
  /** Who may register by a token: `claim=value,value`; empty: nobody. */
  FOREWARN_REGISTRARS: z.string().regex(/^(|[\w.:/-]+=[^=]+)$/, '`claim=value,value`'),
  /** The version of Forewarn that was deployed. */
  FOREWARN_VERSION: text,
  /** Digest of the code that was deployed: what one build computed another does not take over. */
  FOREWARN_BUILD: text,
} as const;

export type VariableName = keyof typeof VARIABLES;

/** Validated values of the variables that a function needs. */
export type Environment<Name extends VariableName> = { [N in Name]: z.infer<(typeof VARIABLES)[N]> };

/** Names of all variables, in order. */
export const VARIABLE_NAMES = Object.keys(VARIABLES) as VariableName[];

/**
 * The variables that a function needs, checked. Read once, when the function starts.
 *
 * @throws ForewarnError `config` naming every variable that is missing or not as it must be.
 */
export function readEnvironment<Name extends VariableName>(
  env: Record<string, string | undefined>,
  names: readonly Name[],
): Environment<Name> {
  const shape = Object.fromEntries(names.map((name) => [name, VARIABLES[name]]));
  const read = z.object(shape).safeParse(env);
  if (read.success) return read.data as Environment<Name>;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`);
  throw new ForewarnError('config', `the environment is not complete: ${wrong.join(', ')}`, {
    fix: 'deploy again; these variables are set by the stack',
  });
}

/**
 * Whether the function runs against stand-ins on this machine: then its calendar is that of its events, and loopback
 * addresses may be called. No stack sets it, and it is refused wherever an AWS service would be reached.
 *
 * @throws ForewarnError `config` where it is set and no endpoint, or one that is not on loopback, is named.
 */
export function runsOnLoopback(env: Record<string, string | undefined>): boolean {
  if (env.FOREWARN_LOOPBACK !== '1') return false;
  const endpoints = Object.entries(env).filter(([name]) => name.startsWith('AWS_ENDPOINT_URL'));
  const away = endpoints.find(([, url]) => !/^http:\/\/127\.0\.0\.1:\d+\/?$/.test(url ?? ''));
  if (away || endpoints.length === 0)
    throw new ForewarnError(
      'config',
      `FOREWARN_LOOPBACK goes with endpoints on loopback only (${away?.[0] ?? 'none is named'})`,
    );
  return true;
}
