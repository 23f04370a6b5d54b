import { relative } from 'node:path';
import {
  entriesOf,
  entryIn,
  entryText,
  readText,
  replaceFile,
} from '../adapters/files/entry-in-agreement.ts';
import type { PreparedPartner } from '../adapters/files/prepare-partner.ts';
import { isObject, type Json } from '../core/json.ts';
import { plainText } from '../core/report/plain-text.ts';
import { knownUsage, type UseToWrite, usesToWrite } from '../core/usage/sources/known-usage.ts';
import type { SourcedUse } from '../core/usage/sources/types.ts';
import { declaredOperation, usageOf } from '../core/usage/usage-of.ts';

/** The lines that an observation adds to an agreement, while it goes on and at its end. */
export interface ObservedLines {
  /**
   * Puts what is known into the file, in one step; lines that were there stay, those of this observation grow. Nothing is
   * written where nothing is new.
   *
   * @throws ForewarnError `config` where the file leaves no place for a line
   */
  write(uses: Iterable<SourcedUse>): void;
  /** Those that were written, or would be, for people. */
  shown(uses: Iterable<SourcedUse>): string[];
}

/** Keeps the `uses` of an agreement up with what is observed. What pacts or a line of it have is left as it is. */
export function observedLines(prepared: PreparedPartner, cwd: string): ObservedLines {
  const { agreement, baseline, pacts } = prepared;
  const { file } = agreement;
  const agreed = usageOf(baseline, pacts, agreement.uses);
  const own = new Map<string, string>();
  const wanted = (uses: Iterable<SourcedUse>) => usesToWrite(knownUsage(baseline, agreed, [...uses]));
  const keyOf = (operation: string) => declaredOperation(baseline, operation)?.key ?? operation;

  return {
    write: (uses) => {
      const source = readText(file);
      let text = source;
      for (const use of wanted(uses)) {
        const entry = entryText(membersOf(use));
        const before = own.get(use.operation);
        if (before === entry) continue;
        if (before !== undefined) {
          // Whoever has changed the line in the meantime knows better.
          if (text.split(before).length !== 2) continue;
          text = text.replace(before, () => entry);
        } else {
          const there = entriesOf(text, ['uses']).map(operationIn).map(keyOf);
          if (there.includes(keyOf(use.operation))) continue;
          text = entryIn(text, ['uses'], membersOf(use)).text;
        }
        own.set(use.operation, entry);
      }
      if (text !== source) replaceFile(file, text);
    },
    shown: (uses) => {
      const lines = wanted(uses).map((use) => `  - ${plainText(entryText(membersOf(use)), 2_000)}`);
      return lines.length === 0 ? [] : [relative(cwd, file) || file, ...lines];
    },
  };
}

function membersOf({ operation, fields, known }: UseToWrite): Record<string, string | string[]> {
  return { operation, ...(fields.length > 0 && { fields }), known };
}

function operationIn(entry: Json): string {
  if (typeof entry === 'string') return entry;
  return isObject(entry) && typeof entry.operation === 'string' ? entry.operation : '';
}
