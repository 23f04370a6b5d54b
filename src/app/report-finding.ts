import type { Difference, Known, Level, Proof, Witness } from '../core/drift/difference.ts';
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
  known: Known | null;
  subject: string | null;
  message: string | null;
  fingerprint: string | null;
}

const ASKED = Symbol('asked');

type Made = { -readonly [Key in keyof ReportFinding]: ReportFinding[Key] } & { [ASKED]: Asked };

/**
 * Makes findings of differences. What is only printed (the words, the fingerprint) is made when it is asked for: of
 * ten thousands of findings a person is shown a few; so is how a difference is known that left it for later. They share
 * a prototype, as members of each object's own they would make a dictionary of it, of five times the size;
 * {@link wholeFinding} has them as its own.
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
  const wordsAndProof = Object.create(words, {
    proof: { get: provenProof },
    witness: { get: provenWitness },
  });
  return (difference, weighed) => {
    const { shown } = weighed;
    const made: Made = Object.create(difference.prove ? wordsAndProof : words);
    made[ASKED] = { difference, known: null, subject: null, message: null, fingerprint: null };
    made.rule = difference.rule;
    made.level = difference.level;
    made.severity = weighed.severity;
    made.effect = weighed.effect;
    made.usageGrade = weighed.usageGrade;
    made.direction = difference.direction;
    made.operation = difference.operation;
    made.pointer = difference.pointer;
    made.args = difference.args;
    made.affects = weighed.affects;
    if (difference.alsoAt !== undefined) made.alsoAt = difference.alsoAt;
    if (difference.reaches) made.reaches = difference.reaches;
    if (weighed.suppressed) made.suppressed = true;
    if (difference.prove) return made;
    made.proof = shown ? 'witness' : difference.proof;
    made.witness = difference.witness ?? shown;
    return made;
  };
}

/** A finding all of whose members are its own, to be handed out. */
export function wholeFinding(finding: ReportFinding): ReportFinding {
  const { [ASKED]: _, ...members } = finding as Made;
  const { proof, witness, subject, message, fingerprint } = finding;
  return { ...members, proof, witness, subject, message, fingerprint };
}

function askedOf(made: object): Asked {
  return (made as Made)[ASKED];
}

function provenProof(this: object): Proof {
  return knownOf(this).proof;
}

function provenWitness(this: object): Witness | null {
  return knownOf(this).witness ?? null;
}

function knownOf(made: object): Known {
  const asked = askedOf(made);
  asked.known ??= asked.difference.prove?.() ?? { proof: asked.difference.proof };
  return asked.known;
}
