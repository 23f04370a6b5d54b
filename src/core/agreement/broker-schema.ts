import { z } from 'zod';
import { auth } from './environment-schema.ts';
import { closed } from './issues.ts';
import { text, url } from './values.ts';

const yes = z.literal(true, 'can only be `true`');

const keys = {
  mainBranch: yes.optional(),
  branch: text.optional(),
  fallbackBranch: text.optional(),
  matchingBranch: yes.optional(),
  tag: text.optional(),
  fallbackTag: text.optional(),
  latest: z.boolean().optional(),
  deployed: yes.optional(),
  released: yes.optional(),
  deployedOrReleased: yes.optional(),
  environment: text.optional(),
  consumer: text.optional(),
};
type Key = keyof typeof keys;

const CHOOSING: Key[] = [
  'mainBranch',
  'branch',
  'matchingBranch',
  'tag',
  'latest',
  'deployed',
  'released',
  'deployedOrReleased',
  'environment',
];
const OF_RECORDS: Key[] = ['deployed', 'released', 'deployedOrReleased', 'environment'];

/**
 * A consumer version selector as the Pact Broker documents it
 * (https://docs.pact.io/pact_broker/advanced_topics/consumer_version_selectors). What the broker would refuse is
 * refused here, at its place in the file.
 */
const selector = closed(keys).superRefine((written, context) => {
  const has = (key: Key) => written[key] !== undefined && written[key] !== false;
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  const set = CHOOSING.filter(has);
  if (set.length === 0) refuse(`must have one of ${CHOOSING.map(quoted).join(', ')}`);
  for (const alone of ['mainBranch', 'matchingBranch'] as const) {
    const beside = set.filter((key) => key !== alone && !(alone === 'mainBranch' && key === 'latest'));
    if (has(alone) && beside.length > 0) refuse(`${quoted(alone)} does not go with ${quoted(beside[0])}`);
  }
  const recorded = OF_RECORDS.filter((key) => key !== 'environment' && has(key));
  if (recorded.length > 1) refuse(`${quoted(recorded[0])} does not go with ${quoted(recorded[1])}`);
  const onBranch = (['branch', 'tag', 'latest'] as const).find(has);
  const onRecord = OF_RECORDS.find(has);
  if (onBranch && onRecord) refuse(`${quoted(onBranch)} does not go with ${quoted(onRecord)}`);
  if (has('branch') && has('tag')) refuse('`branch` does not go with `tag`');
  if (has('branch') && written.latest === false) refuse('`branch` is always the latest of it');
  if (has('fallbackBranch') && !has('branch')) refuse('`fallbackBranch` goes with `branch` only');
  if (has('fallbackTag') && !(has('tag') && has('latest')))
    refuse('`fallbackTag` goes with `tag` and `latest: true` only');
});

function quoted(key: string | undefined): string {
  return `\`${key}\``;
}

/** `broker` as written: where pacts are fetched from, and whether results are told to it. */
export const broker = closed({
  url,
  auth: auth
    .refine(
      (written) => written.bearer !== undefined || written.basic !== undefined,
      'of a broker must be `bearer` or `basic`',
    )
    .optional(),
  provider: text.optional(),
  branch: text.optional(),
  selectors: z.array(selector).min(1, 'must name at least one, or be left out').optional(),
  publish: z.boolean().optional(),
}).superRefine(({ selectors, branch }, context) => {
  const at = branch === undefined ? (selectors ?? []).findIndex((one) => one.matchingBranch) : -1;
  if (at >= 0)
    context.addIssue({
      code: 'custom',
      path: ['selectors', at],
      message: '`matchingBranch` needs `broker.branch`: the branch of the provider that it matches',
    });
});

/** A broker as written. */
export type WrittenBroker = z.output<typeof broker>;
