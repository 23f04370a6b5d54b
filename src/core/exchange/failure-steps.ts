import type { FailureClass } from './types.ts';

/** What to do about a failure, and whose step it is. */
export interface NextStep {
  text: string;
  whose: 'ours' | 'theirs' | 'nobody';
}

/** Whose step a failure is, and what it is, in one line. */
export function stepWords(failure: FailureClass): string {
  const { whose, text } = NEXT_STEPS[failure];
  return `${whose}: ${text}`;
}

/** What to do about a message of which nothing is recorded that tells of now, as `stepWords` says it. */
export function recordWords(ourSide: boolean): string {
  return ourSide
    ? 'ours: record what we sent them, in sent/'
    : 'ours: record what they sent us, in deliveries/';
}

/** One step per failure class. */
export const NEXT_STEPS = {
  dns: { text: 'check the host name in the agreement; if it is right, tell the partner', whose: 'ours' },
  tls: { text: 'the certificate or the TLS version does not hold: tell the partner', whose: 'theirs' },
  connect: {
    text: 'nothing answers at that address; looked at again at the next check',
    whose: 'theirs',
  },
  timeout: { text: 'it is too slow to answer; looked at again at the next check', whose: 'theirs' },
  reset: { text: 'the connection was cut; looked at again at the next check', whose: 'theirs' },
  truncated: {
    text: 'the answer was cut off or garbled; looked at again at the next check',
    whose: 'theirs',
  },
  'too-large': { text: 'use a smaller example: the answer is beyond what is read', whose: 'ours' },
  'server-error': { text: 'their server fails; looked at again at the next check', whose: 'theirs' },
  throttled: {
    text: 'lower `limits` in the agreement, or ask the partner for a larger quota',
    whose: 'ours',
  },
  maintenance: { text: 'wait until their maintenance is over', whose: 'nobody' },
  blocked: {
    text: 'a web page came instead of an answer: ask the partner to let these checks through',
    whose: 'ours',
  },
  credentials: { text: 'renew the credentials that the agreement names', whose: 'ours' },
  permission: { text: 'ask the partner to allow these credentials this call', whose: 'ours' },
  'state-missing': {
    text: 'the record that the call is about is not there: mend its recipe in states.yaml, or name a record: uses: [{ operation: getOrder, with: { id: o1 } }]',
    whose: 'ours',
  },
  'our-request': {
    text: 'the agreed document does not allow what we sent, or nothing of ours is accepted: mend the pact, the use or the URL',
    whose: 'ours',
  },
  intercepted: {
    text: 'something between us and the partner answers: check the network of this machine',
    whose: 'ours',
  },
  'address-refused': {
    text: 'the address is private or reserved: correct the URL, or allow it with --allow-private',
    whose: 'ours',
  },
  'redirect-refused': {
    text: 'it redirects to another place, where no credentials are sent: put the new URL into the agreement',
    whose: 'ours',
  },
  'document-unreadable': { text: 'their document cannot be read: tell the partner', whose: 'theirs' },
  'document-too-hard': {
    text: 'a schema of the document is beyond what can be judged: look at this place by hand',
    whose: 'ours',
  },
  deadline: { text: 'the check ran out of time: raise the limits or check fewer calls', whose: 'ours' },
} as const satisfies Record<FailureClass, NextStep>;
