import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FailOn } from '../core/agreement/types.ts';
import { type DiffPolicy, STABILITIES, type Stability } from '../core/openapi/diff/policy.ts';
import { REPORT_FORMATS, type ReportFormat } from '../core/report/surroundings.ts';

const FAIL_ON = ['breaks', 'may-break', 'level:breaking', 'level:warning', 'level:info', 'none'] as const;

/** The options of `diff` as commander gives them. */
export interface DiffOptions {
  pact?: string[];
  uses?: string;
  agreement?: string;
  partner?: string;
  contracts?: string;
  severity: string[];
  ignore: string[];
  noticeDays?: NonNullable<DiffPolicy['noticeDays']>;
  stability?: Stability;
  versioning?: boolean;
  failOn?: FailOn;
  format: ReportFormat;
  out?: string;
  explain?: boolean;
  /** What stands after `--explain`: a rule or a fingerprint. */
  explainOnly?: string;
  refRoot?: string;
  externalRef: string[];
  allowPrivate?: boolean;
}

/** Adds the options to the command. */
export function addDiffOptions(command: Command): Command {
  readExplained(command);
  return command
    .option('--pact <file...>', 'pacts that say what we use')
    .option('--uses <file>', 'YAML file with `uses`, as in an agreement')
    .option('--partner <name>', 'usage, policy and notice days of contracts/<name>')
    .option('--agreement <file>', 'the same, of this agreement')
    .option('--contracts <dir>', 'folder of the agreements')
    .option('--severity <file>', 'levels of rules, also as oasdiff writes them; may be repeated', collect, [])
    .option('--ignore <file>', 'what is known, also as oasdiff writes it; may be repeated', collect, [])
    .option('--notice-days <days>', 'days from deprecation to sunset: 90, or 90,beta=30', readNoticeDays)
    .addOption(new Option('--stability <level>', 'what is below it may change').choices(STABILITIES))
    .option('--versioning', 'tell a breaking change that has no new major version')
    .addOption(
      new Option(
        '--fail-on <what>',
        'exit 1 at or above (default: level:breaking; where usage is known, may-break)',
      ).choices(FAIL_ON),
    )
    .addOption(new Option('--format <format>', 'how to print').choices(REPORT_FORMATS).default('human'))
    .option('--out <file>', 'write it to a file')
    .option(
      '--explain',
      'say of each line how it is known; with a RULE or FINGERPRINT after it, of that alone',
    )
    .addOption(new Option('--explain-only <what>').hideHelp())
    .option('--ref-root <dir>', 'folder that the files of a document are in (default: its own)')
    .option(
      '--external-ref <origin>',
      'web site whose files a document may refer to; may be repeated',
      collect,
      [],
    )
    .option('--allow-private', 'let URLs be loopback or private addresses');
}

/** What is asked of the documents, or undefined where nothing is. The command line speaks before the agreement. */
export function policyOf(options: DiffOptions, agreed: DiffPolicy): DiffPolicy {
  return {
    ...agreed,
    ...(options.noticeDays && { noticeDays: options.noticeDays }),
    ...(options.stability && { stability: options.stability }),
    ...(options.versioning && { versioning: true }),
  };
}

/** Ids of rules and fingerprints, or their first eight digits: nothing that a document is called. */
const EXPLAINED = /^[a-z]+(-[a-z]+)+$|^[0-9a-f]{8,32}$/;

/** Lets a word follow `--explain` that can be no document, so that `--explain a.yaml b.yaml` still names two. */
function readExplained(command: Command): void {
  const parse = command.parseOptions.bind(command);
  command.parseOptions = (argv) =>
    parse(
      argv.map((word, index) => {
        if (word.startsWith('--explain=')) return word.replace('--explain=', '--explain-only=');
        return word === '--explain' && EXPLAINED.test(argv[index + 1] ?? '') ? '--explain-only' : word;
      }),
    );
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

/** `90` for all that is settled, `90,beta=30` where beta needs less. */
function readNoticeDays(text: string): NonNullable<DiffPolicy['noticeDays']> {
  const found = /^(\d{1,5})(?:,beta=(\d{1,5}))?$/.exec(text);
  if (!found) throw new InvalidArgumentError('must be a number of days, such as 90 or 90,beta=30');
  const stable = Number(found[1]);
  return { stable, beta: found[2] === undefined ? stable : Number(found[2]) };
}
