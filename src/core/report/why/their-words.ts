import { parseSubject } from '../../drift/subject.ts';
import type { DriftFacts } from '../../ledger/types.ts';
import type { EnvironmentWhy, TheirFact } from '../../why/types.ts';
import { messageOf } from '../messages/messages.ts';
import { operationWords, placeWords } from '../place.ts';
import { plainText } from '../plain-text.ts';
import { counted } from '../row-words.ts';
import { timeWords } from '../sight/words.ts';
import { CELL_WORDS, effectWords, KNOWN_WORDS } from '../words.ts';

/** So many are listed; the rest is counted. */
const LISTED = 20;

/** What became so on their side, each with its time; and what stayed. @param day ISO day that need not be said */
export function theirLines({ theirs, document, others }: EnvironmentWhy, day: string): string[] {
  const lines = theirs.slice(0, LISTED).map((fact) => `${timeWords(fact.at, day)}  ${theirWords(fact)}`);
  if (theirs.length > LISTED) lines.push(`and ${theirs.length - LISTED} more`);
  if (others > 0)
    lines.push(
      `${counted(others, 'other difference', 'other differences')} in this time ${others === 1 ? 'touches' : 'touch'} nothing that we use`,
    );
  if (document && !theirs.some(({ kind }) => kind === 'document')) lines.push(documentWords(document));
  return lines;
}

function documentWords({ before, after }: NonNullable<EnvironmentWhy['document']>): string {
  if (after === null) return 'document: none was read';
  if (before === null) return `document: version ${version(after)}; at the last good look none was read`;
  if (before === after) return `document: the same version at both looks (${version(after)})`;
  return `document: version ${version(before)} at the last good look, ${version(after)} then`;
}

function theirWords(fact: TheirFact): string {
  switch (fact.kind) {
    case 'document':
      return `document: version ${version(fact.to)}${fact.from === null ? ', the first that was read' : `; before it ${version(fact.from)}`}`;
    case 'difference': {
      const { facts, change, elsewhere, state } = fact;
      const how = state === 'suspected' ? 'seen once, to be confirmed' : CELL_WORDS[facts.cell];
      const effect = facts.effect === 'unknown' ? '' : ` It ${effectWords(facts.effect, facts.cell)}.`;
      const where = elsewhere
        .map(
          ({ environment, since }) =>
            ` Also in ${environment ?? 'their document'} since ${timeWords(Date.parse(since))}.`,
        )
        .join('');
      return `${change === null ? '' : `${change}, `}${how}: ${differenceWords(facts)}.${effect}${where}`;
    }
    case 'announced':
      return `announced ${fact.on === null ? 'without a date' : `for ${fact.on}`}, known ${KNOWN_WORDS[fact.known]}: ${plainText(fact.subject, 160)}`;
    case 'heard':
      return `a passage of their announcements names ${fact.names.map((one) => plainText(one, 80)).join(', ')}`;
    case 'status-page':
      return `status page: ${plainText(fact.words, 200)}`;
    default:
      return fact satisfies never;
  }
}

/** A difference as a sentence without its full stop: the operation, the call, what, and where. */
export function differenceWords(facts: DriftFacts): string {
  const subject = parseSubject(facts.subject);
  const message = plainText(subject ? messageOf(facts.rule, facts.args, subject) : facts.rule, 200);
  const place = placeWords(facts.subject);
  const call = facts.operation ? plainText(`${facts.operation.method} ${facts.operation.path}`, 100) : '';
  const name = operationWords(facts);
  const operation = call && name !== call ? `${name} (${call})` : name;
  return `${operation}: ${message.replace(/\.$/, '')}${place ? ` (${place})` : ''}`;
}

function version(hash: string): string {
  return hash.slice(0, 12);
}
