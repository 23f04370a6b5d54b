import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadSourced } from '../adapters/files/load-document.ts';
import { ForewarnError } from '../core/errors.ts';
import { diffDocuments } from '../core/openapi/diff/diff-documents.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import { plainText } from '../core/report/plain-text.ts';
import { typeImpactData, typeImpactText } from '../core/report/type-impact.ts';
import { causesOf } from '../core/types/match-causes.ts';
import type { CliIo } from './io.ts';
import { agreementWith } from './on-ledger.ts';
import { formatOf } from './with-store.ts';

interface Options {
  against: string;
  project: string;
  module?: string;
  out?: string;
  contracts?: string;
  format?: string;
  allowPrivate?: boolean;
}

const LIMITS = { timeoutMs: 30_000, maxBytes: 64_000_000 };

/** Errors that are told of a project that fails already. */
const TOLD = 3;

/** `types PARTNER`: which of our own TypeScript fails with the partner's next document. */
export function registerTypes(program: Command, io: CliIo): void {
  program
    .command('types')
    .description("Say where our own TypeScript fails with a partner's published document")
    .argument('<partner>', 'whose types the project uses')
    .option('--against <document>', '`published`, a file or a URL', 'published')
    .option('--project <tsconfig>', 'the tsconfig of the project', 'tsconfig.json')
    .option('--module <file>', 'the file that openapi-typescript writes (default: found in the project)')
    .option('--out <dir>', 'write the types of both documents there')
    .option('--contracts <dir>', 'folder of the agreements')
    .option('--format <format>', 'human or json (default: human)')
    .option('--allow-private', 'loopback and private addresses are allowed')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn types acme-pay\n  forewarn types acme-pay --against next.yaml --project web/tsconfig.json\n\nExits with 0 (nothing newly fails), 1 (something does) or 2 (wrong input, or the project fails already).',
    )
    .action((partner: string, options: Options) => types(partner, options, io));
}

async function types(partner: string, options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  const agreement = agreementWith(partner, options, io);
  const { baseline, published, externalRefs } = agreement.openapi;
  const against = options.against === 'published' ? published : options.against;
  if (!against)
    throw new ForewarnError('usage', `the agreement with ${partner} names no published document`, {
      fix: 'name a file or URL with --against',
    });
  const read = async (location: string) =>
    (
      await loadSourced(location, {
        cwd: io.cwd,
        externalRefs,
        fetchText: async (url) => {
          const { createFetchText } = await import('../adapters/http/fetch-text.ts');
          return createFetchText({ ...LIMITS, allowPrivate: options.allowPrivate === true, env: io.env })(
            url,
          );
        },
      })
    ).raw;
  const [agreed, next] = [await read(baseline), await read(against)];
  const { generateTypes } = await import('../adapters/typescript/generate-types.ts');
  const { openProject } = await import('../adapters/typescript/open-project.ts');
  const { generatedModule } = await import('../adapters/typescript/generated-module.ts');
  const { checkProject } = await import('../adapters/typescript/check-project.ts');
  const project = await openProject(resolve(io.cwd, options.project));
  const module = generatedModule(project, {
    named: options.module,
    paths: Object.keys((agreed.paths as object | undefined) ?? {}),
    cwd: io.cwd,
  });
  const texts = {
    baseline: await generateTypes(agreed, 'the baseline'),
    published: await generateTypes(next, 'their document'),
  };
  if (options.out !== undefined) writeTypes(resolve(io.cwd, options.out), texts);
  const before = checkProject(project, { module, text: texts.baseline });
  if (before.faults.length > 0) throw failsAlready(before.faults, options.project);
  const after = checkProject(project, { module, text: texts.published, before: before.program });
  const differences =
    after.faults.length === 0
      ? []
      : [...diffDocuments(openDocument(agreed, sha256), openDocument(next, sha256), {})];
  const impacts = after.faults.map((fault) => ({ fault, causes: causesOf(fault, differences) }));
  const name = relative(project.dir, module);
  if (format === 'json') {
    const data = { schema: 'forewarn.types/1', partner, module: name, fails: typeImpactData(impacts) };
    io.out(`${JSON.stringify(data, null, 2)}\n`);
  } else io.out(typeImpactText(impacts, name));
  io.setExit(impacts.length > 0 ? 1 : 0);
}

function writeTypes(dir: string, texts: Record<'baseline' | 'published', string>): void {
  try {
    mkdirSync(dir, { recursive: true });
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(dir, `${name}.ts`), text);
  } catch (cause) {
    throw new ForewarnError(
      'usage',
      `the types cannot be written (${(cause as NodeJS.ErrnoException).code})`,
      {
        place: { file: dir },
      },
    );
  }
}

function failsAlready(
  faults: readonly { file: string; line: number; message: string }[],
  project: string,
): ForewarnError {
  const told = faults
    .slice(0, TOLD)
    .map(({ file, line, message }) => `${file}:${line}: ${plainText(message, 200)}`);
  const more = faults.length > TOLD ? `\nand ${faults.length - TOLD} more` : '';
  return new ForewarnError(
    'input',
    `the project fails with the agreed document already\n${told.join('\n')}${more}`,
    {
      place: { file: project },
      fix: 'mend it first, or bring its types to the baseline',
    },
  );
}
