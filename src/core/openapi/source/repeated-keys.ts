import type { Entry } from './collection.ts';
import { type Position, positionAt, prepareText } from './position-index.ts';
import { scanNode, valueEnd } from './scan-block.ts';

/** A key that one mapping has twice. */
export interface RepeatedKey {
  key: string;
  first: Position;
  again: Position;
  /** True where both are written with the same value. */
  same: boolean;
}

/** Every key that a JSON or YAML text writes more than once in one mapping, in the order of the text. */
export function repeatedKeys(source: string): RepeatedKey[] {
  const { text, root, lines } = prepareText(source);
  const repeated: RepeatedKey[] = [];
  const waiting: Entry[] = [root];
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    const node = scanNode(text, entry);
    if (node.kind === 'list') waiting.push(...node.items.toReversed());
    if (node.kind !== 'map') continue;
    for (const { key, first, again } of node.repeated) {
      repeated.push({
        key,
        first: positionAt(lines, first.start),
        again: positionAt(lines, again.start),
        same: valueText(text, first) === valueText(text, again),
      });
    }
    waiting.push(...[...node.members.values()].toReversed());
  }
  return repeated.sort((a, b) => a.again.line - b.again.line || a.again.column - b.again.column);
}

function valueText(text: string, entry: Entry): string {
  return text.slice(entry.value, valueEnd(text, entry)).trim();
}
