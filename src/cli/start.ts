import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CliIo } from './io.ts';
import type { Start } from './start-plan.ts';
import { startReal } from './start-real.ts';
import { startStory } from './start-story.ts';
import { STATE_DIR } from './with-store.ts';

interface Options {
  story?: boolean;
  exit?: boolean;
  fresh?: boolean;
  port: number;
  state?: string;
  contracts?: string;
  allowPrivate?: boolean;
}

/** `start`: the whole pipeline on one machine, with its page, until Ctrl-C. */
export function registerStart(program: Command, io: CliIo): void {
  program
    .command('start')
    .description('Run the pipeline on this machine, with a page')
    .option('--story', 'tell what Forewarn does, with emulated partners and a compressed calendar')
    .option('--exit', 'end when the story is told: 0 if it was whole, else 1')
    .option('--fresh', 'empty the data folder first')
    .addOption(
      new Option('--port <number>', 'port of the page; 0 for any free one').default(4280).argParser(readPort),
    )
    .option('--state <dir>', `data folder (default: ${STATE_DIR})`)
    .option('--contracts <dir>', 'folder of the agreements')
    .option('--allow-private', 'loopback and private addresses are allowed')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn start --story\n  forewarn start --port 0 --state .forewarn',
    )
    .action((options: Options) => start(options, io));
}

async function start(options: Options, io: CliIo): Promise<void> {
  const common: Start = {
    dir: resolve(io.cwd, options.state ?? STATE_DIR),
    port: options.port,
    exit: options.exit ?? false,
    fresh: options.fresh ?? false,
    contracts: options.contracts,
    allowPrivate: options.allowPrivate ?? false,
  };
  await (options.story ? startStory(common, io) : startReal(common, io));
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('must be 0 to 65535');
  return port;
}
