import { proofOf, type Rule } from '../../openapi/diff/rules/rules.ts';

/** Why a rule matters to who depends on the API, in a sentence or two. */
export function whyOf({ id, facet, direction, level, key }: Rule): string {
  if (/^(webhook|callback)-/.test(id)) return TO_US[level];
  return BY_KEY[key] ?? BY_FACET[facet] ?? BY_DIRECTION[direction][level];
}

/** How a finding of the rule is known. */
export function provedWords(rule: Rule): string {
  switch (proofOf(rule)) {
    case 'policy':
      return 'By policy: the dates and promises that both documents state are compared with what is asked of them.';
    case 'structural':
      return 'From structure: both documents say so by themselves, and no value needs to be tried.';
    default:
      return rule.level === 'breaking'
        ? 'By a value that one document accepts and the other refuses; an independent judge confirms both. Where no such value is found it is undecided, and counts as a warning at most.'
        : 'By a value that one document accepts and the other refuses, where there is one; else it is undecided.';
  }
}

const BY_DIRECTION: Record<Rule['direction'], Record<Rule['level'], string>> = {
  request: {
    breaking: 'A caller that goes on sending what was allowed may be refused.',
    warning: 'A caller may be refused, depending on what it sends; look at what yours sends.',
    info: 'Callers need not change: what they send is still taken.',
  },
  response: {
    breaking: 'A reader that relies on what was agreed may get an answer that it cannot use.',
    warning: 'A reader may get something that it does not know; look at how yours reads it.',
    info: 'Readers need not change: what comes fits what was agreed.',
  },
  none: {
    breaking: 'Whoever goes on calling as before is refused, or finds nothing there.',
    warning: 'Some who go on as before may be refused; look at what you rely on.',
    info: 'Nobody needs to change because of it.',
  },
};

/** Of what is sent to us. */
const TO_US: Record<Rule['level'], string> = {
  breaking: 'What we wait for may not come any more, or our answer may no longer be taken.',
  warning: 'What comes, or what may be answered, may not be what we are built for; look at it.',
  info: 'What we wait for still comes, and our answers are still taken.',
};

/** What is special about some facets, whatever the direction. */
const BY_FACET: Partial<Record<Rule['facet'], string>> = {
  tag: 'Tags sort documentation and name classes of generated clients; calls stay the same.',
  'operation-id': 'Operation ids name methods of generated clients; calls stay the same.',
  format:
    'Many readers do not check formats, some refuse what is written otherwise: so it is a warning at most.',
  deprecated: 'It still works, and will not for ever: time to plan.',
  stability: 'A stability level is a promise of how freely something may change.',
  version: 'Who pins versions learns from the number whether something breaks.',
  discriminator:
    'Generated clients choose a class by the discriminator; the values themselves may stay the same.',
  link: 'Links tell where to go next; who does not follow them feels nothing.',
};

const BY_KEY: Partial<Record<Rule['key'], string>> = {
  'default.added': 'Who leaves it out gets the default from now on, which may not be what happened before.',
  'default.removed': 'Who leaves it out no longer gets the default.',
  'default.changed': 'Who leaves it out gets something else than before.',
  'enum.value-added':
    'A reader that knows a fixed list may meet a value that it has no branch for; who sends may go on.',
  'property.removed': 'It may be ignored or refused where it is still sent.',
  'sunset.removed': 'There was a day to plan for, and now there is none.',
  'sunset.too-small': 'The time between the announcement and the end is shorter than agreed.',
  'sunset.changed-too-small': 'The end has come nearer than agreed.',
  'schema.undecided':
    'What changed cannot be compared by rules; whether it breaks somebody must be looked at.',
};
