import type { Command } from 'commander';
import { realMonotonic } from '../adapters/clock/real-monotonic.ts';
import { repositorySource } from '../adapters/files/repository-source.ts';
import { chooseIdentity } from '../adapters/registry/choose-identity.ts';
import { createRegistryClient } from '../adapters/registry/registry-client.ts';
import { registryUrl } from '../adapters/registry/registry-url.ts';
import { ForewarnError } from '../core/errors.ts';
import { noteLines } from '../core/report/agreement-notes.ts';
import type { CliIo } from './io.ts';
import { type Bundles, readBundles } from './register-bundles.ts';
import { makeChanges, planChanges, refuseForeign, type Wish } from './register-changes.ts';
import { countText, notesText, planText, registrationJson } from './register-text.ts';
import { formatOf } from './with-store.ts';

interface Options {
  url?: string;
  dryRun?: boolean;
  remove?: string;
  prune?: boolean;
  source?: string;
  takeOver?: boolean;
  contracts?: string;
  format?: string;
  region?: string;
}

/** `register [PARTNER...]`: hands agreements to a Forewarn that is deployed on AWS. */
export function registerRegister(program: Command, io: CliIo): void {
  program
    .command('register')
    .description('Hand agreements to a Forewarn that is deployed on AWS')
    .argument('[partner...]', 'partners to register (default: all)')
    .option('--url <url>', 'where it is deployed (default: FOREWARN_URL)')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--remove <partner>', 'take this partner away; its history stays')
    .option('--prune', 'take away what this repository registered and has no agreement with any more')
    .option('--source <name>', 'repository in whose name (default: of this job or of the remote origin)')
    .option('--take-over', 'also partners that another repository registered')
    .option('--contracts <dir>', 'folder of the agreements')
    .option('--region <region>', 'AWS region of the deployment (default: from its URL)')
    .option('--format <format>', 'human or json (default: human)')
    .addHelpText(
      'after',
      `
Examples:
  forewarn register --url https://abc123.execute-api.eu-west-1.amazonaws.com --dry-run
  forewarn register acme-pay
  forewarn register --remove acme-pay

Says who it is by FOREWARN_TOKEN, by AWS_ACCESS_KEY_ID, by its job in GitHub Actions (id-token: write), or by the
AWS credentials of this machine.
Exits with 0, or with 2 where input is wrong or something was refused.`,
    )
    .action((partners: string[], options: Options) => register(partners, options, io));
}

async function register(names: string[], options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  const { remove, prune = false, dryRun = false, takeOver = false, contracts } = options;
  if (remove !== undefined && (names.length > 0 || prune))
    throw new ForewarnError('usage', '--remove goes with no other partner, and not with --prune');
  const url = registryUrl(options.url || io.env.FOREWARN_URL || missingUrl());
  const source = await repositorySource(options.source, io.env, io.cwd);
  const read = remove === undefined ? await readBundles({ names, contracts, source, cwd: io.cwd }) : NOTHING;
  for (const line of noteLines(read.own)) io.err(`${line}\n`);
  const identity = chooseIdentity({ env: io.env, url, region: options.region, now: realMonotonic.now });
  const client = createRegistryClient({ url, identity, monotonic: realMonotonic, signal: io.signal });
  const wish: Wish = { ...read, remove, prune, source, takeOver };
  const progress = (text: string) => (io.colour ? io.err(`${text}\n`) : undefined);
  const human = (text: string) => (format === 'human' ? io.out(text) : undefined);

  const planned = await planChanges(client, wish, progress);
  human(`${url.origin}, in the name of ${source}\n${planText(planned)}${notesText(read.notes)}`);
  const changes = dryRun ? planned : await makeChanges(client, planned, wish, progress);
  human(`\n${dryRun ? 'Nothing was changed' : 'Done'}: ${countText(changes) || 'there was nothing to do'}\n`);
  if (format === 'json') io.out(registrationJson({ source, dryRun, changes, notes: read.notes }));
  refuseForeign(changes);
}

const NOTHING: Bundles = { bundles: [], notes: new Map(), own: [], partners: [] };

function missingUrl(): never {
  throw new ForewarnError('usage', 'it is not said where Forewarn is deployed', {
    fix: 'name it with --url or FOREWARN_URL: the output `ApiUrl` of the deployment',
  });
}
