import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { type PreparedPartner, preparePartner } from '../adapters/files/prepare-partner.ts';
import { shown } from '../adapters/files/problems.ts';
import { createQuotaStore } from '../adapters/files/quota-store.ts';
import { userFolder } from '../adapters/files/user-folder.ts';
import { namedProxy, proxyNote } from '../adapters/http/named-proxy.ts';
import { startObservingProxy } from '../adapters/pact/observing-proxy.ts';
import { createEnvSecrets } from '../adapters/secrets/env-secrets.ts';
import { wireObserve } from '../adapters/wire-observe.ts';
import { createObserver } from '../app/observe.ts';
import { nearest } from '../core/agreement/nearest.ts';
import { secretVariable } from '../core/agreement/secrets.ts';
import type { Agreement, Environment } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Observation } from '../core/observe/types.ts';
import { noteLines } from '../core/report/agreement-notes.ts';
import { newsLine, observationLines } from '../core/report/observe-lines.ts';
import { plainText } from '../core/report/plain-text.ts';
import { counted } from '../core/report/row-words.ts';
import type { CliIo } from './io.ts';
import { type ObservedLines, observedLines } from './observe-write.ts';
import { agreementWith } from './on-ledger.ts';
import { placed } from './placed.ts';

interface Options {
  port?: string;
  environment?: string;
  allowWrites?: boolean;
  dryRun?: boolean;
  allowPrivate?: boolean;
  contracts?: string;
}

/** Between learning something and writing it down, in ms: a process that is killed has lost no more than this. */
const WRITTEN_AFTER_MS = 300;

/** `observe PARTNER`: a base URL for a system of ours, whose calls go on to the partner and tell what we use. */
export function registerObserve(program: Command, io: CliIo): void {
  program
    .command('observe')
    .description('Pass the calls of a system of yours on to a partner, and learn what it uses')
    .argument('<partner>', 'who is called')
    .option('--port <number>', 'port on 127.0.0.1; 0 for any free one (default: any free one)')
    .option(
      '--env, --environment <environment>',
      'where the calls go (default: the one that is ahead, else the first)',
    )
    .option('--allow-writes', 'pass on what may change something, where the environment is read-only')
    .option('--dry-run', 'show what would be written into the agreement, and write nothing')
    .option('--allow-private', 'the environment may be at a loopback or private address')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn observe acme-pay --port 4300\n  forewarn observe acme-pay --port 0 --environment sandbox --dry-run\n\nCtrl-C ends it, sums up, and leaves a line under `uses` for each operation that was called. Exits with 1 where\nsomething departed from the agreed document. Names of the document are kept, never a value.',
    )
    .action((partner: string, options: Options) => observe(partner, options, io));
}

async function observe(partner: string, options: Options, io: CliIo): Promise<void> {
  const port = portOf(options.port);
  const agreement = agreementWith(partner, options, io);
  const environment = environmentOf(agreement, options);
  const prepared = await preparePartner(agreement, io.cwd, sha256).catch((error) => {
    throw placed(error, shown(agreement.openapi.baseline, io.cwd));
  });
  const note = proxyNote(io.env);
  if (note) io.err(`forewarn: ${note}\n`);
  for (const line of noteLines(prepared.notes ?? [])) io.err(`${line}\n`);
  const secrets = createEnvSecrets(io.env);
  const ports = wireObserve({
    secrets,
    quotas: createQuotaStore(() => userFolder(io.env)),
    proxy: namedProxy(io.env),
  });
  const observer = createObserver(ports, {
    agreement,
    environment,
    baseline: prepared.baseline,
    allowPrivate: options.allowPrivate === true,
  });
  const { observation } = observer;
  const lines = observedLines(prepared, io.cwd);
  let timer: NodeJS.Timeout | null = null;
  const save = () => {
    timer = null;
    if (!options.dryRun) lines.write(observation.uses.values());
  };
  /** While it goes on, a file that cannot be written may become so again; at the end it is said. */
  const saveSoon = () => {
    timer ??= setTimeout(() => {
      try {
        save();
      } catch {
        timer = null;
      }
    }, WRITTEN_AFTER_MS);
  };
  const over = Promise.withResolvers<void>();
  if (io.signal.aborted) over.resolve();
  io.signal.addEventListener('abort', () => over.resolve());
  const proxy = await startObservingProxy({
    port,
    prefix: randomBytes(16).toString('hex'),
    base: environment.url,
    call: observer.call,
    answered: (answer, call) => {
      try {
        for (const news of observer.answered(answer, call)) io.out(`${newsLine(news)}\n`);
        saveSoon();
      } catch (error) {
        over.reject(error);
      }
    },
  }).catch((error: NodeJS.ErrnoException) => {
    throw new ForewarnError(
      'usage',
      `port ${port} of 127.0.0.1 cannot be used (${error.code ?? 'unknown'})`,
      { fix: 'name another with --port, or leave it out', cause: error },
    );
  });
  io.out(
    greeting(prepared, environment, {
      proxy: proxy.url,
      allowWrites: options.allowWrites === true,
      isReady: environment.auth === null || (await secrets.read(environment.auth.secret)) !== null,
    }),
  );
  try {
    await over.promise;
  } finally {
    await proxy.close();
    if (timer) clearTimeout(timer);
    io.out(`\n${observationLines(observation).join('\n')}\n`);
    sumUp(lines, { observation, dryRun: options.dryRun === true, save }, io);
    await observer.close();
  }
  const departs = [...observation.departures.values()].some(({ difference }) => difference.level !== 'info');
  io.setExit(departs ? 1 : 0);
}

/** Writes what is left to write and says what is in the agreement now; what cannot be written is shown, and not lost. */
function sumUp(
  lines: ObservedLines,
  { observation, dryRun, save }: { observation: Observation; dryRun: boolean; save(): void },
  io: CliIo,
): void {
  const shownLines = lines.shown(observation.uses.values());
  const text = shownLines.join('\n');
  if (shownLines.length === 0) io.out('The agreement has all of it already.\n');
  else if (dryRun) io.out(`Not written, because of --dry-run:\n${text}\n`);
  else {
    try {
      save();
    } catch (error) {
      io.out(`Not written:\n${text}\n`);
      throw error;
    }
    io.out(`Written, under \`uses\`:\n${text}\nTake out the fields that you do not read.\n`);
  }
}

function greeting(
  { agreement, baseline }: PreparedPartner,
  { name, url, auth, mode }: Environment,
  at: { proxy: string; allowWrites: boolean; isReady: boolean },
): string {
  const { requestsPerSecond: rate, concurrent, callsPerDay } = agreement.limits;
  const day = callsPerDay === null ? '' : `, ${callsPerDay} a day with all checks`;
  const variable = auth && secretVariable(auth.secret);
  const credentials =
    variable === null
      ? 'none: the agreement names none, and those of your system go on as they are'
      : at.isReady
        ? `those of the agreement, from ${variable}`
        : `missing, so no call goes on: put them into ${variable}`;
  const writes = mode === 'read-only' && !at.allowWrites;
  return [
    `${plainText(agreement.name)} (${name}) is observed at ${at.proxy}`,
    '  use it        as the base URL of your system; whoever knows it can call with the credentials below',
    `  calls go to   ${url}`,
    `  credentials   ${credentials}`,
    `  at most       ${counted(rate, 'call', 'calls')} a second, ${concurrent} at once${day}`,
    `  judged by     ${plainText(baseline.title)} ${plainText(baseline.docVersion)}, as agreed`,
    ...(writes
      ? ['  not passed on what may change something: the environment is read-only (--allow-writes)']
      : []),
    '  Ctrl-C ends it and sums up',
    '',
  ].join('\n');
}

/**
 * The environment that is meant: the one that is named, else the first that is ahead of another, else the first.
 *
 * @throws ForewarnError `not-found`; `config` where the agreement has none.
 */
function environmentOf({ environments, file, partner }: Agreement, options: Options): Environment {
  const { environment: named, allowWrites } = options;
  const names = environments.map(({ name }) => name);
  const found =
    named === undefined
      ? (environments.find(({ aheadOf }) => aheadOf !== null) ?? environments[0])
      : environments.find(({ name }) => name === named);
  if (found) return allowWrites ? { ...found, mode: 'full' } : found;
  if (named === undefined)
    throw new ForewarnError('config', `the agreement with ${partner} has no environment to call`, {
      place: { file },
      fix: 'name one under `environments`',
    });
  const near = nearest(named, names);
  throw new ForewarnError('not-found', `${partner} has no environment "${named}"`, {
    fix: near ? `did you mean ${near}?` : `environments: ${names.join(', ') || 'none'}`,
  });
}

function portOf(written: string | undefined): number {
  if (written === undefined) return 0;
  const port = Number(written);
  if (/^\d+$/.test(written) && port <= 65_535) return port;
  throw new ForewarnError('usage', '--port must be a number from 0 to 65535');
}
