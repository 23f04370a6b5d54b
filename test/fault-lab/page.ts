import { NEXT_STEPS } from '../../src/core/exchange/failure-steps.ts';
import { FAILURE_CLASSES } from '../../src/core/exchange/types.ts';
import { FAILURE_WORDS } from '../../src/core/report/words.ts';
import { NAMES, type OperationName } from './depot-document.ts';
import type { Disturbance } from './disturbance.ts';
import type { Truth } from './lab-case.ts';
import type { Matrix } from './matrix.ts';
import { WITH_JSON } from './places.ts';
import { DRIFTS, FAULTS } from './seeded-cases.ts';
import { WELL } from './well-variants.ts';

const TRUTHS: readonly [Truth, string][] = [
  ['outage', 'an outage'],
  ['drift', 'a change'],
  ['well', 'nothing'],
];

/** The page of the fault lab: what was told of what, and all that the lab knows. */
export function labPage(matrix: Matrix, seeds: number): string {
  return `${INTRODUCTION}
${confusion(matrix, seeds)}

${lists()}`;
}

/** The confusion matrix: rows are what is so, columns what was told, counted by operation. */
export function confusion({ looks, counts }: Matrix, seeds: number): string {
  const rows = TRUTHS.map(([truth, words]) => {
    const { green = 0, drift = 0, ...unseen } = counts[truth];
    const hidden = Object.values(unseen).reduce((sum, one) => sum + one, 0);
    return `| ${words} | ${green} | ${hidden} | ${drift} |`;
  });
  return [
    `${seeds} seeds, ${looks} looks; counted by operation:`,
    '',
    '| what is so | told: nothing | told: could not check | told: a change |',
    '| --- | --: | --: | --: |',
    ...rows,
  ].join('\n');
}

/** What the lab does to its partner, and what each class means. */
export function lists(): string {
  const faults = FAULTS.map(
    (one) => `| ${one.name} | ${whereWords(one)} | ${one.told.map(classWords).join(', ')} |`,
  );
  const drifts = DRIFTS.map(
    (one) => `| ${one.name} | ${one.operations.map((name) => `\`${name}\``).join(' ')} |`,
  );
  const classes = FAILURE_CLASSES.map(
    (name) =>
      `| \`${name}\` | ${FAILURE_WORDS[name]} | ${NEXT_STEPS[name].whose} | ${NEXT_STEPS[name].text} |`,
  );
  return [
    `## ${FAULTS.length} faults`,
    '',
    '| fault | where | told as |',
    '| --- | --- | --- |',
    ...faults,
    '',
    `## ${DRIFTS.length} changes`,
    '',
    'Each is at one of these operations; half of them with an outage at another operation in the same look.',
    '',
    '| change | where |',
    '| --- | --- |',
    ...drifts,
    '',
    `## ${WELL.length} ways of being well`,
    '',
    ...WELL.map((one) => `- ${one.name}`),
    '',
    '## What a class means',
    '',
    '| class | for people | whose step | what to do |',
    '| --- | --- | --- | --- |',
    ...classes,
    '',
  ].join('\n');
}

function classWords(name: Disturbance['told'][number]): string {
  return name === 'green' ? 'nothing: it can be read' : `\`${name}\``;
}

function whereWords({ where, operations }: Disturbance): string {
  const spans: [readonly OperationName[], string][] = [
    [NAMES, 'all operations'],
    [WITH_JSON, 'all with JSON'],
  ];
  const all = spans.find(([names]) => names === operations)?.[1] ?? 'all that it can be at';
  if (where === 'one') return 'one operation';
  return where === 'anywhere' ? `${all}, or one` : all;
}

const INTRODUCTION = `# The fault lab

A partner that fails, changes and keeps well in every way that we know of, and what a check tells of it. \`test/fault-lab/\`
is a real server on loopback with nine operations, a document, a pact and credentials. A seed sets the order, the
operation, the words, statuses and bytes, and which outage comes beside which change. Each look is a whole check: recording
proxy, quota, credentials, classifier, conformance, both documents, verdict and exit code. The pact is replayed in the
process of the lab; a sample of twelve looks by the verifier itself comes to the same. With every other seed the partner
publishes its document as well.

An outage is never told as a change; a change is neither told as an outage nor passed over; what could not be checked has
exit code 3, a change 1. A change that goes away is taken back in the next look that sees its operation. A look at which any of this fails ends \`npm run test:faults\` with 1, and so does a page that is
not this one; \`npm run test:faults -- --write\` writes it.

A look cannot tell everything. Where *all* operations that need credentials refuse them, or all answer 404, it is told as
an outage, since from outside it looks like one; it is told as lasting blindness after \`max-age\`. Where one operation answers
404 for a record that no recipe found and nothing else shows to be there, it is \`state-missing\`.
Nothing is told of a byte order mark: what comes after it is judged.
`;
