import { parseSubject } from '../../drift/subject.ts';
import type { FailureClass } from '../../exchange/types.ts';
import type { AgreedPlace } from '../../why/agreed-place.ts';
import type { ObservedPlace } from '../../why/observed-place.ts';
import type { ReproducedDifference, ReproducedSilence, Reproduction } from '../../why/reproduction.ts';
import { messageOf } from '../messages/messages.ts';
import { placeWords } from '../place.ts';
import { plainText } from '../plain-text.ts';
import { counted } from '../row-words.ts';
import type { WhyReport } from './types.ts';

/**
 * What was observed, as a text to paste into a mail to the partner: facts and instants in UTC, shapes and no values, no
 * credentials, nothing of what it does to us. Null where there is nothing to reproduce.
 */
export function reproductionText({ name, reproductions }: WhyReport): string | null {
  if (reproductions.length === 0) return null;
  const parts = reproductions.flatMap((one) => ['', ...reproductionLines(one)]);
  const refs = reproductions.flatMap(({ what }) => (what.kind === 'difference' ? (what.change ?? []) : []));
  const quoting = refs.length > 0 ? `, quoting ${[...new Set(refs)].join(', ')}` : '';
  return [
    `What was observed of the API of ${plainText(name, 60)}.`,
    'Times are UTC. Only shapes are given: no values, no credentials.',
    ...parts,
    '',
    `Please tell us whether you see the same${quoting}.`,
  ].join('\n');
}

function reproductionLines(one: Reproduction): string[] {
  const { environment, host, method, path, before, at, last, over, what } = one;
  const call = method === '*' ? 'every call' : plainText(`${method} ${path}`, 160);
  const more =
    what.kind === 'silence' && what.others > 0
      ? ` and ${counted(what.others, 'other call', 'other calls')}`
      : '';
  const where = host === null ? environment : `${plainText(host, 120)} (${environment})`;
  const facts = what.kind === 'difference' ? differenceFacts(what) : silenceFacts(what);
  return [
    `Request:          ${call}${more}, at ${where}`,
    ...facts,
    `As agreed until:  ${before === null ? 'no earlier observation' : iso(before)}`,
    `First observed:   ${iso(at)}`,
    `Last observed:    ${iso(last)}`,
    ...(over === null ? [] : [`As agreed again:  ${iso(over)}`]),
  ];
}

function differenceFacts({ facts, agreed, observed, change }: ReproducedDifference): string[] {
  const subject = parseSubject(facts.subject);
  const message = subject ? messageOf(facts.rule, facts.args, subject) : facts.rule;
  return [
    `Place:            ${placeWords(facts.subject) || 'the operation'}`,
    `Agreed document:  ${agreed ? agreedWords(agreed) : 'it was not read'}`,
    `Observed:         ${observed ? observedWords(observed) : 'the shape of the answer is not kept'}`,
    `In one sentence:  ${plainText(message, 200)}`,
    ...(change === null ? [] : [`Our reference:    ${change}`]),
  ];
}

function silenceFacts({ class: kind, status }: ReproducedSilence): string[] {
  const answer = status === null ? '' : ` (status ${status})`;
  return [
    'Agreed document:  the call is answered',
    `Observed:         ${SILENCE_WORDS[kind]}${answer}`,
    'In one sentence:  No answer that can be compared with the agreed document was observed.',
  ];
}

/** What the agreed document says at a place. */
export function agreedWords({ pointer, required, types, values, statuses }: AgreedPlace): string {
  if (pointer === null) return 'the place is not in it';
  const parts = [
    ...(types.length > 0 ? [types.map((one) => plainText(one, 20)).join(' or ')] : []),
    ...(required === null ? [] : [required ? 'required' : 'not required']),
    ...(values > 0 ? [`one of ${values} listed values`] : []),
    ...(types.length === 0 && required === null && statuses.length > 0
      ? [`statuses ${statuses.map((one) => plainText(one, 10)).join(', ')}`]
      : []),
  ];
  const at = plainText(pointer, 160);
  return parts.length === 0 ? at : `${parts.join(', ')} (${at})`;
}

/** What was observed at a place: status, media type, the types there and the names beside it. */
export function observedWords({ status, media, types, beside }: ObservedPlace): string {
  const answer = `status ${status ?? 'none'}${media === null ? '' : `, ${plainText(media, 60)}`}`;
  const place =
    types === null ? '' : `; there: ${types.length === 0 ? 'nothing to compare' : types.join(' or ')}`;
  const names = beside.map((one) => plainText(one, 40)).join(', ');
  return `${answer}${place}${names === '' ? '' : `; names in the same object: ${names}`}`;
}

/** What was observed where nothing came back that can be compared, without whose step it is. */
const SILENCE_WORDS = {
  dns: 'the host name did not resolve',
  tls: 'the secure connection was not established',
  connect: 'no connection was established',
  timeout: 'no answer within the time limit',
  reset: 'the connection ended before the answer was complete',
  truncated: 'the answer ended before it was complete',
  'too-large': 'the answer was larger than what is read',
  'server-error': 'an answer with a status of 500 or above',
  throttled: 'an answer that asks for fewer calls',
  maintenance: 'an answer that says maintenance',
  blocked: 'a web page in place of an answer',
  credentials: 'an answer that asks for other credentials',
  permission: 'an answer that asks for a wider permission',
  'state-missing': 'the record of the call was not there',
  'our-request': 'an answer that does not accept the request',
  intercepted: 'an answer from something in between',
  'address-refused': 'a private address, which was not called',
  'redirect-refused': 'a redirect to another place, which was not followed',
  'document-unreadable': 'the published document could not be read',
  'document-too-hard': 'a schema beyond what is judged in time',
  deadline: 'no answer before the time of the look was over',
} as const satisfies Record<FailureClass, string>;

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
