import { catchUp } from '../../app/catch-up.ts';
import { parseEntry } from '../../core/ledger/parse-entry.ts';
import type { EntryBody, PartnerState } from '../../core/ledger/types.ts';
import { aftermath } from './aftermath.ts';
import type { Stage } from './stage.ts';
import type { StoryWriter } from './story-line.ts';

/** What was seen, told and kept over the whole story, from the ledgers alone; then what would have broken. */
export async function storySummary(stage: Stage, writer: StoryWriter): Promise<string[]> {
  const { ports, agreements } = stage;
  const states = await Promise.all(agreements.map(({ partner }) => catchUp(ports, partner)));
  const entries: EntryBody[] = [];
  for (const { partner } of agreements)
    for await (const entry of ports.ledger.entries(partner)) entries.push(parseEntry(entry));
  const parts: [string, string[]][] = [
    ['Seen', seen(entries, states)],
    ['Told', told(states)],
    ['Kept', kept(entries, stage)],
  ];
  const broken = states.flatMap((state) => [...aftermath(state, stage)]);
  return [
    '',
    writer.heading('What was seen, told and kept'),
    ...parts.flatMap(([name, lines]) =>
      lines.map((line, at) => `  ${(at === 0 ? name : '').padEnd(5)} ${line}`),
    ),
    '',
    writer.heading('What would have broken'),
    ...broken.map((line) => `  ${line}`),
  ];
}

function seen(entries: readonly EntryBody[], states: readonly PartnerState[]): string[] {
  const of = (type: EntryBody['transitions'][number]['type']) =>
    entries.flatMap(({ transitions }) => transitions).filter((one) => one.type === type).length;
  const starts = of('sight') + of('seen');
  const changes = states.flatMap((state) => Object.values(state.changes));
  const others = changes.reduce((sum, { others }) => sum + others, 0);
  const gone = changes.filter(({ closedAt }) => closedAt !== null).length;
  return [
    `${count(states.length, 'partner')}, ${count(changes.length, 'change')}, ${gone} of them gone again and taken back`,
    `${count(others, 'difference')} that ${others === 1 ? 'touches' : 'touch'} nothing we use: kept, and nobody was told`,
    `${count(starts, 'time')} something could not be checked: never taken for a change`,
  ];
}

function told(states: readonly PartnerState[]): string[] {
  const notices = states
    .flatMap((state) => Object.values(state.notices))
    .filter(({ sentAt }) => sentAt !== null);
  const ours = notices.filter(({ due }) => due.side === 'ours').length;
  const theirs = notices.filter(({ due }) => due.side === 'theirs');
  const released = theirs.filter(({ releasedAt }) => releasedAt !== null).length;
  const blind = notices.filter(({ due }) => due.step === 'blind').length;
  return [
    `${count(ours, 'message')} to us, ${blind} of them of a place that could not be checked for longer than agreed`,
    `${count(theirs.length, 'message')} to partners, ${released} of them released by a person on our side`,
  ];
}

function kept(entries: readonly EntryBody[], { agreements, mailbox }: Stage): string[] {
  return [
    `${count(entries.length, 'entry', 'entries')} in ${count(agreements.length, 'chain')} of hashes, one for each partner`,
    `every message in ${mailbox}`,
  ];
}

function count(n: number, one: string, several = `${one}s`): string {
  return `${n} ${n === 1 ? one : several}`;
}
