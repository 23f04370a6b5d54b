import type { Difference, OperationName } from '../drift/difference.ts';
import { formatSubject } from '../drift/subject.ts';
import type { News, NotPassedOn, Observation } from '../observe/types.ts';
import { messageOf } from './messages/messages.ts';
import { placeWords } from './place.ts';
import { plainText } from './plain-text.ts';
import { counted } from './row-words.ts';

const WIDTH = 14;
/** Lines of one kind in the sum. */
const MOST = 40;

const WHY = {
  mode: 'this environment is read-only; --allow-writes passes it on',
  budget: 'the calls of the day are used up',
  doNotCall: 'the partner is not to be called at this time',
} as const satisfies Record<NotPassedOn, string>;

/** One line for what a call told for the first time. */
export function newsLine(news: News): string {
  switch (news.kind) {
    case 'used':
      return line('used', operationCall(news.operation));
    case 'departs':
      return line(isOurs(news.difference) ? 'we depart' : 'they depart', departureWords(news.difference));
    case 'unjudged':
      return line('not judged', unjudgedWords(news.unjudged));
    case 'unplaced':
      return line('undocumented', `${plainText(news.what, 160)} is no operation of the agreed document`);
    case 'not-passed-on':
      return line('not passed on', `${plainText(news.what, 160)}: ${WHY[news.why]}`);
    default:
      return news satisfies never;
  }
}

/** What an observation came to, for people. */
export function observationLines({
  calls,
  uses,
  departures,
  unjudged,
  unplaced,
  notPassedOn,
}: Observation): string[] {
  const told = [...departures.values()];
  const theirs = told.filter(({ difference }) => !isOurs(difference));
  const ours = told.filter(({ difference }) => isOurs(difference));
  const words = ({ difference, times }: (typeof told)[number]) =>
    `${departureWords(difference)}${often(times)}`;
  return [
    `${counted(calls, 'call', 'calls')} to ${counted(uses.size, 'operation', 'operations')} of the agreed document`,
    ...(calls > 0 && told.length === 0 ? ['Nothing departed from the agreed document.'] : []),
    ...listed('Answers that depart from it', theirs.map(words)),
    ...listed('Requests of ours that depart from it', ours.map(words)),
    ...listed(
      'Calls that fit no operation of it',
      [...unplaced].map(([what, times]) => `${plainText(what, 160)}${often(times)}`),
    ),
    ...listed(
      'Not judged',
      [...unjudged.values()].map((one) => `${unjudgedWords(one)}${often(one.times)}`),
    ),
    ...listed(
      'Not passed on',
      [...notPassedOn.values()].map(
        (one) => `${plainText(one.what, 160)}: ${WHY[one.why]}${often(one.times)}`,
      ),
    ),
  ];
}

/** An operation as people know it, with how it is called. */
export function operationCall({ method, path, summary }: OperationName): string {
  return plainText(`${summary ? `${summary}: ` : ''}${method} ${path}`, 160);
}

function departureWords(difference: Difference): string {
  const { operation, rule, args, subject } = difference;
  const place = placeWords(formatSubject(subject));
  const where = [operation ? operationCall(operation) : '', place].filter((part) => part).join(', ');
  return `${where}: ${plainText(messageOf(rule, args, subject), 240)}`;
}

/** What we send and the document does not allow is ours; that they refuse what it allows is theirs. */
function isOurs({ subject, facet }: Difference): boolean {
  return (subject.section === 'request' || subject.section === 'security') && facet !== 'refusal';
}

function unjudgedWords({
  operation,
  failure,
  next,
}: Pick<Extract<News, { kind: 'unjudged' }>['unjudged'], 'operation' | 'failure' | 'next'>): string {
  const where = operation ? `${operationCall(operation)}: ` : '';
  const step = next === null || next === '' ? '' : `; ${plainText(next, 160)}`;
  return `${where}${failure.class} (${plainText(failure.detail, 120)})${step}`;
}

function line(word: string, text: string): string {
  return `${word.padEnd(WIDTH)} ${text}`;
}

function listed(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - MOST;
  return [
    `${title}:`,
    ...lines.slice(0, MOST).map((one) => `  ${one}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function often(times: number): string {
  return times > 1 ? ` (${times} times)` : '';
}
