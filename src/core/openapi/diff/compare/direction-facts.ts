import type { ChangeKey } from '../rules/rules.ts';
import type { Shape } from '../schema/shape.ts';
import { boundFacts } from './bound-facts.ts';
import { type Fact, factOf, type Pair, writtenAt } from './fact.ts';
import type { Property, Side } from './property-facts.ts';
import { valueFacts } from './value-facts.ts';

/** Whether one of `readOnly` and `writeOnly` differs. */
export function isRedirected(a: Side, b: Side): boolean {
  return a.outline.readOnly !== b.outline.readOnly || a.outline.writeOnly !== b.outline.writeOnly;
}

/** `readOnly` and `writeOnly` of a property: for one direction it comes or goes, for the other it is a word. */
export function directionFacts(pair: Pair, property: Property, a: Side, b: Side): void {
  const { step, name } = property;
  const pointer = {
    baseline: writtenAt(a.outline, pair.a.properties.get(name) ?? []),
    observed: writtenAt(b.outline, pair.b.properties.get(name) ?? []),
  };
  const about = (key: ChangeKey, required: boolean, set: boolean) =>
    factOf(
      pair,
      changeOf(key.startsWith('read') ? 'read-only' : 'write-only', required, set),
      { property: name },
      { step, pointer },
    );
  for (const kind of ['readOnly', 'writeOnly'] as const) {
    const set = b.outline[kind];
    if (a.outline[kind] === set) continue;
    const hides = kind === (pair.reading === 'response' ? 'writeOnly' : 'readOnly');
    const required = hides && set ? a.required : b.required;
    pair.tell(
      about(
        kind === 'readOnly' ? 'read-only.optional-became-read-only' : 'write-only.optional-became-write-only',
        required,
        set,
      ),
    );
  }
}

function changeOf(kind: 'read-only' | 'write-only', required: boolean, set: boolean): ChangeKey {
  const which = required ? 'required' : 'optional';
  return kind === 'read-only'
    ? `read-only.${which}-became-${set ? 'read-only' : 'not-read-only'}`
    : `write-only.${which}-became-${set ? 'write-only' : 'not-write-only'}`;
}

/** What the catalogue tells of properties that leave the direction: nobody is harmed by it. */
const HIDDEN: Partial<Record<ChangeKey, ChangeKey>> = {
  'enum.value-removed': 'enum.read-only-value-removed',
  'minimum.increased': 'minimum.read-only-increased',
  'maximum.decreased': 'maximum.read-only-decreased',
  'exclusive-minimum.increased': 'exclusive-minimum.read-only-increased',
  'exclusive-maximum.decreased': 'exclusive-maximum.read-only-decreased',
  'max-length.decreased': 'max-length.read-only-decreased',
};

const HIDDEN_IN_ANSWERS: Partial<Record<ChangeKey, ChangeKey>> = {
  'enum.value-added': 'enum.write-only-value-added',
  'enum.value-removed': 'enum.value-removed',
};

/** Limits of a property that leaves the direction. */
export function hiddenFacts(pair: Pair, step: string, a: Shape, b: Shape): void {
  const keys = pair.reading === 'response' ? HIDDEN_IN_ANSWERS : HIDDEN;
  const tell: Pair['tell'] = (compared) => {
    const key = 'fact' in compared ? keys[compared.fact.key] : undefined;
    if (key) pair.tell({ fact: { ...(compared as { fact: Fact }).fact, key, step } });
  };
  const inner: Pair = { ...pair, a, b, tell };
  if (a.values || b.values) valueFacts(inner);
  else boundFacts(inner);
}
