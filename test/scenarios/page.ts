import type { Scenario } from './scenario.ts';
import type { Score } from './score.ts';

/** A scenario with its score. */
export interface Row {
  scenario: Scenario;
  score: Score;
}

const COLUMNS = ['scenario', 'direction', 'kind', 'shown first by', 'production', 'told', 'lead', 'result'];

/** What is in the table of a scenario before it is played. */
export function labelCells({ name, direction, kind, label }: Scenario): string[] {
  const shown = label.shown ? `${label.shown[0]}, day ${label.shown[1]}` : label.breaks ? 'nothing' : '-';
  const production = label.production == null ? '-' : `day ${label.production}`;
  return [name, direction, kind, shown, production];
}

/** The scenarios as a table in Markdown. */
export function scenarioTable(rows: readonly Row[]): string {
  const lines = rows.map(({ scenario, score }) => {
    const { announced, lead, well, faults } = score;
    const told = announced === null ? '-' : `day ${announced}`;
    const result =
      well ?? `**not as promised**: ${faults.join('; ')}${scenario.known ? ` (${scenario.known})` : ''}`;
    return [...labelCells(scenario), told, lead === null ? '-' : String(lead), result];
  });
  return [COLUMNS, COLUMNS.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The count of each result. */
export function totals(rows: readonly Row[]): string {
  const count = (is: (row: Row) => boolean) => rows.filter(is).length;
  const well = (name: Score['well']) => count(({ score }) => score.well === name);
  const leads = rows.flatMap(({ score }) =>
    score.well === 'in time' && score.lead !== null ? [score.lead] : [],
  );
  const middle = leads.toSorted((a, b) => a - b)[Math.floor(leads.length / 2)] ?? 0;
  const ours = count(({ scenario }) => scenario.direction !== 'theirs');
  return [
    `${rows.length} scenarios, ${ours} of them of what partners use or send.`,
    `${well('in time')} breaks were told before production had them (${middle} days before, in the middle), and`,
    `${well('as early as could be seen')} that nothing showed before, as soon as they could be seen.`,
    `${well('silent')} were silent, as they should be; of ${well('summed up')} there was one summary.`,
    `${count(({ score }) => score.well === null)} were not as promised.`,
  ].join(' ');
}

/** `docs/scenarios.md`. */
export function scenarioPage(rows: readonly Row[]): string {
  return `# Labelled scenarios

What a partner does over some weeks, what is used of it, and a label written by hand: whether something that is used
breaks, what showed it first, and when production has it. From the label follows what has to be told:

- **A break that some source showed before production has it** is told to our side within a day of that source, and before
  production has it.
- **A break that nothing showed before** is told within a day of production having it: what only live shows counts from its
  second look, and there is a look a day.
- **Nothing else is told**: no change of what nobody uses, no outage, nothing that only loosens. Whoever was told hears
  the end, once it is over and not before.

\`test/scenarios/cases/\` has the scenarios. Each is played by the pipeline of \`forewarn start\` over an agreement and pacts
in files, partners emulated on loopback, a calendar that moves a day at a time, and a ledger in memory. Pacts are replayed
in the process of the test; a sample by the verifier itself comes to the same. *Told* is when the first notice to our
side left. A scenario that is not as promised ends \`npm run test:scenarios\` with 1, unless it is marked as known; so does
a page that is not this one: \`npm run test:scenarios -- --write\` writes it.

${totals(rows)}

${scenarioTable(rows)}
`;
}
