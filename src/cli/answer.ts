import { relative } from 'node:path';
import { type Command, Option } from 'commander';
import { type Answered, answerChange } from '../app/answer-change.ts';
import type { Agreement } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { AnswerKind, Side } from '../core/ledger/types.ts';
import type { CliIo } from './io.ts';
import { agreementWith, ledgerPorts, type PersonOptions, partnerOf, personOf } from './on-ledger.ts';
import { withStore } from './with-store.ts';

interface Options extends PersonOptions {
  acknowledge?: true;
  plan?: string;
  dispute?: true;
  fixed?: true;
  accept?: true;
  side: Side;
  text?: string;
}

/** `answer REF`: what we, or they, say to a change. */
export function registerAnswer(program: Command, io: CliIo): void {
  program
    .command('answer')
    .description('Write down what we or the partner say to a change')
    .argument('<ref>', 'reference of the change, such as ACME-PAY-12')
    .option('--acknowledge', 'it is known, and somebody looks after it')
    .option('--plan <date>', 'it is planned for this day (YYYY-MM-DD)')
    .option('--dispute', 'it is not seen as a difference')
    .option('--fixed', 'it is fixed; the next look says whether it is so')
    .option('--accept', 'take it over as what is agreed from now on: the change ends')
    .addOption(new Option('--side <side>', 'whose answer it is').choices(['ours', 'theirs']).default('ours'))
    .option('--text <text>', 'what was said, in words; kept apart from the ledger, so that it can be erased')
    .option('--by <name>', 'who writes it down (default: the user of this terminal)')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn answer ACME-PAY-12 --acknowledge\n  forewarn answer ACME-PAY-12 --plan 2027-03-01 --side theirs --text "with release 9"',
    )
    .action((ref: string, options: Options) => answer(ref, options, io));
}

async function answer(ref: string, options: Options, io: CliIo): Promise<void> {
  const kind = kindOf(options);
  const by = personOf(options, io);
  const { side, text, plan } = options;
  if (plan !== undefined && !isDay(plan))
    throw new ForewarnError('usage', `--plan cannot be "${plan}"`, { fix: 'it is a day: YYYY-MM-DD' });
  await withStore(options.state, io, async (store) => {
    const partner = await partnerOf(ref, store, { ...OPEN, known: true });
    const agreement = agreementWith(partner, options, io);
    const ports = await ledgerPorts(store, partner);
    const answered = await answerChange(ports, {
      agreement,
      ref,
      side,
      kind,
      by,
      ...(plan === undefined ? {} : { on: plan }),
      ...(text === undefined ? {} : { text }),
    });
    io.out(`${[...linesOf(answered, { kind, agreement, options, cwd: io.cwd })].join('\n')}\n`);
  });
}

const OPEN = {
  candidates: (state: { changes: Record<string, { ref: string; closedAt: string | null }> }) =>
    Object.values(state.changes)
      .filter((change) => change.closedAt === null)
      .map((change) => change.ref),
  some: 'open changes',
  none: 'no change is open',
};

function kindOf(options: Options): AnswerKind {
  const given: AnswerKind[] = [];
  if (options.acknowledge) given.push('acknowledged');
  if (options.plan !== undefined) given.push('planned');
  if (options.dispute) given.push('disputed');
  if (options.fixed) given.push('fixed');
  if (options.accept) given.push('accepted');
  const [kind] = given;
  if (kind !== undefined && given.length === 1) return kind;
  throw new ForewarnError('usage', 'an answer says one thing', {
    fix: 'one of --acknowledge, --plan DATE, --dispute, --fixed, --accept',
  });
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function* linesOf(
  { outcome, change }: Answered,
  on: { kind: AnswerKind; agreement: Agreement; options: Options; cwd: string },
): Generator<string> {
  const { kind, agreement, options } = on;
  if (outcome === 'over')
    yield `${change.ref} ended on ${change.closedAt?.slice(0, 10)} (${change.how}); nothing is changed.`;
  else if (outcome === 'already')
    yield `${change.ref}: that was the last answer of this side; nothing is changed.`;
  else yield `${change.ref}: ${SAID[kind](options.plan ?? '')}`;
  if (outcome !== 'answered' || kind !== 'accepted') return;
  yield 'It does not fail any more, and everyone who was told hears that it is over.';
  yield* takeOver(agreement, on.cwd);
}

function* takeOver({ openapi }: Agreement, cwd: string): Generator<string> {
  const baseline = relative(cwd, openapi.baseline) || openapi.baseline;
  if (openapi.published === null) return yield `To make it what was agreed, write it into ${baseline}.`;
  yield `To make it what was agreed, put their document in place of ${baseline}. See what that brings:`;
  yield `  forewarn diff ${baseline} ${openapi.published}`;
}

const SAID = {
  acknowledged: () => 'acknowledged.',
  planned: (day) => `planned for ${day}.`,
  disputed: () => 'disputed.',
  fixed: () => 'said to be fixed; the next look says whether it is so.',
  accepted: () => 'taken over as what is agreed.',
} as const satisfies Record<AnswerKind, (day: string) => string>;
