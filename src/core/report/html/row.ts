import { beforeAfter } from '../before-after.ts';
import { gravityOf } from '../gravity.ts';
import { breaksIf, DOCUMENT_WORDS, proofWords } from '../proof-words.ts';
import { sourceOf } from '../row-source.ts';
import { counted, nameOf, reachWords, rowMessage, rowPlace, rowWord } from '../row-words.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ReportRow } from '../types.ts';
import { valueText } from '../value-text.ts';
import { stepWords } from '../words.ts';
import { htmlSentence, htmlText } from './sentence.ts';

const MOST_OPERATIONS = 50;

/** One change as an article: what, where, before and after, how it is known, whose step. */
export function rowArticle(
  row: ReportRow,
  { number, id }: { number: number; id: string },
  sources: Surroundings['sources'],
): string {
  const place = rowPlace(row);
  const facts = [
    ...(place ? [fact('Where', htmlText(place))] : []),
    ...whoFacts(row),
    ...changeFacts(row, sources),
    ...knownFacts(row),
    ...(row.cell ? [fact('Next step', htmlText(stepWords(row.cell)))] : []),
  ];
  return `<article class="${gravityOf(row)}" id="${id}">
<h3><span class="quiet">${number}</span> <span class="badge">${htmlText(rowWord(row))}</span> ${htmlSentence(rowMessage(row))}</h3>
<p class="operation">${htmlText(reachWords(row))}${checkWords(row)}</p>
<dl>
${facts.join('\n')}
</dl>
${operationList(row)}</article>`;
}

/** One change as a line of a list. */
export function rowItem(row: ReportRow): string {
  const place = rowPlace(row);
  return `<li><span class="badge">${htmlText(rowWord(row))}</span> <b>${htmlText(reachWords(row))}</b>: ${htmlSentence(rowMessage(row))}${place ? ` <span class="quiet">(${htmlText(place)})</span>` : ''}</li>`;
}

function whoFacts({ affects }: ReportRow): string[] {
  const journeys = [...new Set(affects.flatMap((one) => one.journeys))];
  const interactions = [...new Set(affects.flatMap((one) => (one.interaction ? [one.interaction] : [])))];
  return [
    ...(journeys.length > 0 ? [fact('Who feels it', htmlText(journeys.join(', ')))] : []),
    ...(interactions.length > 0
      ? [fact('What we use it for', htmlText(interactions.slice(0, 5).join('; ')))]
      : []),
  ];
}

function changeFacts(row: ReportRow, sources: Surroundings['sources']): string[] {
  const change = beforeAfter(row);
  const line = (name: 'baseline' | 'observed') => {
    const place = sourceOf(row, name, sources);
    return place ? `<span class="quiet">${htmlText(place.file)}, line ${place.line}</span>` : '';
  };
  const [before, after] = [line('baseline'), line('observed')];
  return [
    ...(change || before
      ? [fact('Before', [change && htmlText(change.before), before].filter((one) => one).join(' '))]
      : []),
    ...(change || after
      ? [fact('Now', [change && htmlText(change.after), after].filter((one) => one).join(' '))]
      : []),
  ];
}

function knownFacts(row: ReportRow): string[] {
  const { witness } = row;
  if (!witness) {
    const why = [proofWords(row), ...(row.proof === 'undecided' ? [breaksIf(row)] : [])];
    return [fact('How it is known', htmlText(why.join(' ')))];
  }
  const at = witness.at ? ` <span class="quiet">at ${htmlText(witness.at, 80)}</span>` : '';
  return [
    fact('A value that shows it', `<code class="value">${htmlText(valueText(witness.instance))}</code>${at}`),
    fact('Accepted by', DOCUMENT_WORDS[witness.acceptedBy]),
    fact('Refused by', `${DOCUMENT_WORDS[witness.refusedBy]}: ${htmlText(witness.because)}`),
  ];
}

function checkWords({ partner, environment, change }: ReportRow): string {
  const parts = [partner, environment, change].filter((part) => part);
  return parts.length > 0 ? ` <span class="quiet">${htmlText(parts.join(' · '))}</span>` : '';
}

function operationList({ operations }: ReportRow): string {
  if (operations.length < 2) return '';
  const items = operations.slice(0, MOST_OPERATIONS).map((one) => `<li>${htmlText(nameOf(one))}</li>`);
  const more = operations.length - items.length;
  if (more > 0) items.push(`<li>and ${more} more</li>`);
  return `<details><summary>${counted(operations.length, 'operation', 'operations')}</summary>
<ul>${items.join('')}</ul></details>
`;
}

function fact(name: string, html: string): string {
  return `<div><dt>${name}</dt><dd>${html}</dd></div>`;
}
