import type { JsonObject } from '../../../json.ts';
import { targetWhereKnown } from '../../document/reference.ts';
import { isSameText } from './same-text.ts';

/** Whether a reference leads, in both documents, to what is written the same and leads to nothing else. */
export type IsSameReference = (reference: string) => boolean;

/** What one reference names in both documents. */
interface Target {
  changed: boolean;
  /** Targets that refer to this one. */
  from: Target[];
}

/** Makes the {@link IsSameReference} of two documents. Each reference's target is compared once. */
export function sameReferencesOf(baseline: JsonObject, observed: JsonObject): IsSameReference {
  const targets = new Map<string, Target>();

  /** Compares the targets that are reached from one reference and not known yet, and closes over what changed. */
  const explore = (start: string): void => {
    const changed: Target[] = [];
    const waiting: string[] = [];
    const meet = (reference: string): Target => {
      const known = targets.get(reference);
      if (known) return known;
      const made: Target = { changed: false, from: [] };
      targets.set(reference, made);
      waiting.push(reference);
      return made;
    };
    meet(start);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const target = targets.get(next) as Target;
      const leads: Target[] = [];
      const same = isSameTarget(next, (reference) => {
        leads.push(meet(reference));
        return true;
      });
      target.changed = !same || leads.some((to) => to.changed);
      if (target.changed) changed.push(target);
      else for (const to of leads) to.from.push(target);
    }
    for (let next = changed.pop(); next; next = changed.pop()) {
      for (const source of next.from) {
        if (source.changed) continue;
        source.changed = true;
        changed.push(source);
      }
    }
  };

  const isSameTarget = (reference: string, onReference: IsSameReference): boolean => {
    if (!reference.startsWith('#/')) return false;
    const before = targetWhereKnown(baseline, reference, reference);
    const after = targetWhereKnown(observed, reference, reference);
    if (!before || !after) return before === after;
    return before.pointer === after.pointer && isSameText(before.value, after.value, { onReference });
  };

  return (reference) => {
    if (!targets.has(reference)) explore(reference);
    return targets.get(reference)?.changed === false;
  };
}
