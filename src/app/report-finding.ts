import type { Difference, Level, Witness } from '../core/drift/difference.ts';
import { fingerprint } from '../core/drift/fingerprint.ts';
import { formatSubject } from '../core/drift/subject.ts';
import type { Sha256 } from '../core/hash.ts';
import { messageOf } from '../core/report/messages/messages.ts';
import type { ReportFinding } from '../core/report/types.ts';
import type { Weight } from '../core/usage/effect.ts';

/** What was made of a difference beside what it says itself. */
export interface Weighed extends Weight {
  severity: Level;
  /** An answer that shows it for us alone. */
  shown: Witness | null;
  suppressed: boolean;
}

/** What a finding is asked for, once it was. */
interface Asked {
  difference: Difference;
  subject: string | null;
  message: string | null;
  fingerprint: string | null;
}

const ASKED = Symbol('asked');

type Made = { -readonly [Key in keyof ReportFinding]: ReportFinding[Key] } & { [ASKED]: Asked };

/**
 * Makes findings of differences. What is only printed (the words, the fingerprint) is made when it is asked for: of
 * ten thousands of findings a person is shown a few. The three share a prototype, as members of each object's own they
 * would make a dictionary of it, of five times the size; {@link wholeFinding} has them as its own.
 */
export function findingMaker(sha256: Sha256): (difference: Difference, weighed: Weighed) => ReportFinding {
  const words = {
    get subject(): string {
      const asked = askedOf(this);
      asked.subject ??= formatSubject(asked.difference.subject);
      return asked.subject;
    },
    get message(): string {
      const asked = askedOf(this);
      const { rule, args, subject } = asked.difference;
      asked.message ??= messageOf(rule, args, subject);
      return asked.message;
    },
    get fingerprint(): string {
      const asked = askedOf(this);
      asked.fingerprint ??= fingerprint(asked.difference, sha256);
      return asked.fingerprint;
    },
  };
  return (difference, weighed) => {
    const { shown } = weighed;
    const made: Made = Object.create(words);
    made[ASKED] = { difference, subject: null, message: null, fingerprint: null };
    made.rule = difference.rule;
    made.level = difference.level;
    made.severity = weighed.severity;
    made.effect = weighed.effect;
    made.usageGrade = weighed.usageGrade;
    made.proof = shown ? 'witness' : difference.proof;
    made.direction = difference.direction;
    made.operation = difference.operation;
    made.pointer = difference.pointer;
    made.args = difference.args;
    made.witness = difference.witness ?? shown;
    made.affects = weighed.affects;
    if (difference.alsoAt !== undefined) made.alsoAt = difference.alsoAt;
    if (difference.reaches) made.reaches = difference.reaches;
    if (weighed.suppressed) made.suppressed = true;
    return made;
  };
}

/** A finding all of whose members are its own, to be handed out. */
export function wholeFinding(finding: ReportFinding): ReportFinding {
  const { [ASKED]: _, ...members } = finding as Made;
  const { subject, message, fingerprint } = finding;
  return { ...members, subject, message, fingerprint };
}

function askedOf(made: object): Asked {
  return (made as Made)[ASKED];
}
