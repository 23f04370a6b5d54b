import type { BackTest } from './back-test.ts';

/** What the verifier said of all that was told as breaking somebody. */
export interface Precision {
  fails: number;
  passes: number;
  unjudged: number;
  /** Share of what was judged that does break; 1 where nothing was. */
  share: number;
}

/** Adds up what became of all claims. */
export function precisionOf(tests: readonly BackTest[]): Precision {
  const judged = tests.flatMap((one) => one.judged);
  const count = (outcome: string) => judged.filter((one) => one.outcome === outcome).length;
  const [fails, passes, unjudged] = [count('fails'), count('passes'), count('unjudged')];
  return { fails, passes, unjudged, share: fails + passes === 0 ? 1 : fails / (fails + passes) };
}

/** The sentence of a precision. */
export function precisionWords({ fails, passes, unjudged, share }: Precision): string {
  const percent = (100 * share).toFixed(1);
  return `${fails + passes} differences told as breaking a caller were judged: ${fails} fail its pact, ${passes} do not (${percent} % right); ${unjudged} could not be judged, as the call did not hold before either`;
}

/** `docs/backtest.md`. */
export function backTestPage(tests: readonly BackTest[]): string {
  const series = [...Map.groupBy(tests, ({ name }) => name)];
  const rows = series.map(([name, runs]) => {
    const { world } = runs[0] as BackTest;
    const { figures, replay } = world;
    const { counted, signed, back } = figures.removals;
    const sum = (of: (one: BackTest) => number) => runs.reduce((total, one) => total + of(one), 0);
    const { fails, passes } = precisionOf(runs);
    return [
      name,
      figures.versions,
      replay.unread.length,
      figures.days,
      counted,
      signed,
      back,
      sum((one) => one.declared.figures.told.changes),
      sum((one) => one.declared.figures.told.differences),
      sum((one) => one.declared.figures.quiet),
      sum((one) => one.pact.figures.told.differences),
      sum((one) => one.pact.figures.told.breaks),
      `${fails} of ${fails + passes}`,
    ];
  });
  const leads = tests.filter((one) => one === series.find(([name]) => name === one.name)?.[1][0]);
  const removals = leads.flatMap(({ world }) => world.replay.removals);
  const unsigned = removals.filter(({ sign }) => sign === null).length;
  const back = removals.filter((one) => one.back !== null).length;
  return `${INTRODUCTION}
## What the histories say
${series.length} public histories, ${rows.reduce((sum, row) => sum + Number(row[1]), 0)} versions. ${removals.length} operations went; ${unsigned} of them were never marked as
deprecated or with a date in a version before, and ${back} came back.

${precisionWords(precisionOf(tests))}.

| history | versions | unread | summaries | operations gone | marked before | came back | told, declared: changes | differences | quiet | told, by pact: differences | breaking | of these fail |
| --- | ${'--: | '.repeat(12).trim()}
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

*Told* and *quiet* are of the drawn caller. *Summaries* are versions that would have been told where
nobody says what is used.
`;
}

const INTRODUCTION = `# Back-test

\`forewarn replay DIR|git:PATH\` runs over a document's history what a check of the document runs today, day by day.

\`\`\`sh
forewarn replay history/ --uses "createCharge,GET /v1/charges/{id}"
forewarn replay git:openapi/acme-pay.yaml --since 2026-01-01 --pact pacts/shop--acme-pay.json --format html > page.html
\`\`\`

A folder holds one file for each version: JSON or YAML, also as \`.gz\`, or a \`.tar.gz\` of a document in several files. Order
and day come from a \`manifest.json\` (\`{"versions": [{"file": ..., "date": ..., "entry": ...}]}\`), else from the names, else from
when the files were changed. \`git:PATH\` is each commit, first parents only, that touched the file.

\`forewarn init\` of such a folder, of \`git:PATH\`, or of a file that lies in a repository ends with five lines on the last 365 days, and the
command that shows all of it. It takes 20 seconds at most; \`--no-history\` leaves it out.

## What it decides
- **The first version is what was agreed.** Each later one is looked at on its day, told of, and then taken over by both sides.
  So each change is told once, a removal is held against the version that was in force the day before, and what was marked as
  deprecated meanwhile counts as marked. Nobody is asked whether they would have agreed: a partner that publishes has moved.
- **The decisions are those of a check**: \`assess\`, \`decide\` and the fold of the ledger, in memory, with a calendar of the
  versions' days. There is one look for each version, with no call to the partner: what only live would show is not in it.
- **What we use stays what it is.** A pact's interaction that does not fit what was agreed on a day is not held against that
  day's version, since nobody could have had it then; the fields that it reads still say what touches us.
- **A version that cannot be read** is looked at as that. What was agreed stays, and it is listed.
- **A first sign** of a removal is the first version in which the operation is \`deprecated\` or has a mark of its end that
  \`docs/coming.md\` knows, also on its path or for the whole API, or in which the part that we use has one. What the first
  version of the history has already may be older.
- **Came back** is an operation, or a part that we use, that a later version has again.
- It ends with 0, or with 3 where fewer than two versions could be read. It is no gate.

## How right it is
For each history below, ten operations are drawn by a seed, and for each operation a caller that sends what the first version
asks for and reads about half of what it answers. What is told as *breaking* such a caller has to fail its pact: the
verifier plays it against an answer that the new version allows and that shows the difference, or, for requests and for
operations that went, against an emulator of the new version, at which it fails while it held at one of the old version.
Written by \`node test/corpus/replay/run.ts --write\`, and compared in the lane of the corpus.
`;
