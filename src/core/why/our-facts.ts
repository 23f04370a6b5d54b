import type { Exception } from '../agreement/types.ts';
import { NEXT_STEPS } from '../exchange/failure-steps.ts';
import type { Transition } from '../ledger/types.ts';
import { environmentKey } from '../ledger/types.ts';
import type { Around, Placed, RunWith } from './around.ts';
import type { LookedWith, OurFact } from './types.ts';
import { unseenFacts } from './unseen-facts.ts';
import type { WhyRecords } from './why.ts';

const INPUTS = ['agreement', 'baseline', 'pacts'] as const satisfies readonly (keyof LookedWith)[];

/** What became so on our own side around a stretch: what looks were made with, credentials, and what people did. */
export function ourFacts(records: WhyRecords, window: Around): OurFact[] {
  const placed = [...window.looks, ...window.others].toSorted((a, b) => a.at - b.at);
  return [
    ...inputFacts(records, window),
    ...toolFacts(records, window),
    ...credentialFacts(window),
    ...placed.flatMap(saidIn),
    ...ignored(records, window),
  ];
}

/** What the two looks were made with; where no run data says it, the entries before and at them. */
function inputFacts({ runs, entries }: WhyRecords, { key, stretch, looks }: Around): OurFact[] {
  const { lastGood } = stretch;
  const bad = stretch.firstDiffers ?? stretch.first;
  const withAt = (at: number | null) =>
    (
      runs.find((run) => environmentKey(run.environment) === key && Date.parse(run.at) === at) as
        | RunWith
        | undefined
    )?.with;
  const [before, after] = [withAt(lastGood), withAt(bad)];
  if (before && after)
    return INPUTS.map((what) => ({ kind: 'input', what, changed: before[what] !== after[what] }));
  const then = entries.findLast(
    ({ at, look, agreement }) =>
      look !== null && agreement !== null && lastGood !== null && Date.parse(at) <= lastGood,
  )?.agreement;
  const now = looks.find(({ entry }) => entry.agreement !== null)?.entry.agreement;
  const known = then && now ? then !== now : null;
  return INPUTS.map((what) => ({ kind: 'input', what, changed: what === 'agreement' ? known : null }));
}

/** Forewarn itself, where another version of it wrote the looks after than before. */
function toolFacts({ entries }: WhyRecords, { stretch, looks }: Around): OurFact[] {
  const { lastGood } = stretch;
  const before = entries.findLast(({ at }) => lastGood !== null && Date.parse(at) <= lastGood)?.tool;
  const after = looks[0]?.entry.tool;
  const words = (tool: { version: string; rules: string }) => `${tool.version}, rules ${tool.rules}`;
  if (!before || !after || words(before) === words(after)) return [];
  return [{ kind: 'forewarn', from: words(before), to: words(after) }];
}

const OF_CREDENTIALS: ReadonlySet<string> = new Set(['credentials', 'permission']);

function credentialFacts(window: Around): OurFact[] {
  return unseenFacts(window)
    .filter((one) => OF_CREDENTIALS.has(one.class) && NEXT_STEPS[one.class].whose === 'ours')
    .map(({ at, class: kind, operation }) => ({ kind: 'credentials', at, class: kind, operation }));
}

function saidIn({ at, entry }: Placed): OurFact[] {
  return entry.transitions.flatMap((one: Transition): OurFact[] => {
    switch (one.type) {
      case 'answered': {
        const { change, kind, on, side, by } = one;
        return [{ kind: 'answered', at, change, answer: { kind, on, side, by } }];
      }
      case 'released':
        return [{ kind: 'released', at, change: one.change, by: entry.by }];
      case 'accepted':
        return [{ kind: 'accepted', at, by: one.by }];
      default:
        return [];
    }
  });
}

/** Lines of the agreement that let something of the stretch not fail: those that name a change or difference of it. */
function ignored({ agreement, now, state }: WhyRecords, { looks }: Around): OurFact[] {
  const day = new Date(now).toISOString().slice(0, 10);
  const seen = looks.flatMap(({ entry }) =>
    entry.transitions.flatMap((one) => ('drift' in one ? [one.drift] : [])),
  );
  const refs = new Set(seen.flatMap(({ driftKey }) => state.drifts[driftKey]?.change ?? []));
  const fits = ({ by, until }: Exception) =>
    (until === null || until.slice(0, 10) >= day) &&
    ((by.ref !== undefined && refs.has(by.ref)) ||
      seen.some(
        ({ fingerprint, rule, subject }) =>
          by.fingerprint === fingerprint || by.rule === rule || by.subject === subject,
      ));
  return agreement.policy.ignore.filter(fits).map((exception) => ({ kind: 'ignored', exception }));
}
