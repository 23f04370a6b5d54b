import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { realMonotonic } from '../adapters/clock/real-monotonic.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { parseText } from '../adapters/files/parse-document.ts';
import { type PreparedPartner, preparePartner } from '../adapters/files/prepare-partner.ts';
import { shown } from '../adapters/files/problems.ts';
import { readSources } from '../adapters/usage-sources/read-sources.ts';
import type { Agreement } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import { escapeUnseen } from '../core/report/json.ts';
import { plainText } from '../core/report/plain-text.ts';
import { type UsageRead, usageData, usageLines } from '../core/report/usage-lines.ts';
import { partnerBases } from '../core/usage/sources/call-address.ts';
import { knownUsage, mergedMentions } from '../core/usage/sources/known-usage.ts';
import { mentionFinder } from '../core/usage/sources/mentions.ts';
import { recordedUsage } from '../core/usage/sources/recorded-usage.ts';
import type { SourcedUse } from '../core/usage/sources/types.ts';
import { usageOf } from '../core/usage/usage-of.ts';
import type { CliIo } from './io.ts';
import { agreementWith } from './on-ledger.ts';
import { placed } from './placed.ts';
import { writeUses } from './usage-write.ts';
import { formatOf } from './with-store.ts';

interface Options {
  from?: string[];
  host?: string[];
  write?: boolean;
  dryRun?: boolean;
  format?: string;
  contracts?: string;
}

/** `usage PARTNER`: what is known of our usage, and what recordings and source tell besides. */
export function registerUsage(program: Command, io: CliIo): void {
  program
    .command('usage')
    .description('Say what we use of a partner, and how that is known')
    .argument('<partner>', 'whose operations we use')
    .option('--from <path...>', 'recordings (HAR, Postman, WireMock, nock, VCR), or folders of source')
    .option('--host <host...>', 'other hosts that the partner was recorded at, such as localhost:8080')
    .option('--write', 'write what is new into the agreement, under `uses`')
    .option('--dry-run', 'with --write: show the lines, and write nothing')
    .option('--contracts <dir>', 'folder of the agreements')
    .option('--format <format>', 'human or json (default: human)')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn usage acme-pay\n  forewarn usage acme-pay --from test/cassettes src --write\n\nNames of operations and fields are told, never a value of a recording.',
    )
    .action((partner: string, options: Options) => usage(partner, options, io));
}

async function usage(partner: string, options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  if ((options.write || options.dryRun) && !options.from)
    throw new ForewarnError('usage', 'there is nothing to write without --from', {
      fix: 'name recordings or folders of source with --from PATH...',
    });
  const agreement = agreementWith(partner, options, io);
  const prepared = await preparePartner(agreement, io.cwd, sha256).catch((error) => {
    throw placed(error, shown(agreement.openapi.baseline, io.cwd));
  });
  const agreed = usageOf(prepared.baseline, prepared.pacts, agreement.uses, null);
  const sourced = options.from ? readFrom(options.from, prepared, options.host ?? [], io) : null;
  const known = knownUsage(prepared.baseline, agreed, sourced?.uses ?? []);
  const read = sourced?.read ?? null;
  if (format === 'human')
    io.out(`${usageLines(plainText(agreement.name), known, read, prepared.notes).join('\n')}\n`);
  else io.out(`${escapeUnseen(JSON.stringify(usageData(partner, known, read, prepared.notes), null, 2))}\n`);
  if (!options.write && !options.dryRun) return;
  const lines = writeUses(known, prepared, { dryRun: options.dryRun === true, cwd: io.cwd });
  if (format === 'human') io.out(`${lines.join('\n')}\n`);
  else io.err(`${lines.join('\n')}\n`);
}

function readFrom(
  paths: readonly string[],
  { agreement, baseline }: PreparedPartner,
  hosts: readonly string[],
  io: CliIo,
): { uses: SourcedUse[]; read: UsageRead } {
  const bases = partnerBases([
    ...urlsOf(agreement),
    ...baseline.servers,
    ...hosts.map((host) => (host.includes('//') ? host : `//${host}`)),
  ]);
  const read = readSources(
    paths.map((path) => resolve(io.cwd, path)),
    {
      parse: parseText,
      mentions: mentionFinder(baseline, bases, agreement.partner),
      now: () => realMonotonic.now(),
      shown: (path) => relative(io.cwd, path) || path,
      progress: io.progress,
    },
  );
  const { uses, left } = recordedUsage(baseline, read.calls, bases);
  return {
    uses: [...uses, ...mergedMentions(read.mentioned)],
    read: { left, files: read.files, stopped: read.stopped, hasHosts: bases.hosts.size > 0 },
  };
}

function urlsOf({ environments }: Agreement): string[] {
  return environments.map(({ url }) => url);
}
