import { type PositionIndex, positionIndex } from '../../core/openapi/source/position-index.ts';
import type { SourcePlace } from '../../core/openapi/source/source-map.ts';

/** The texts that a document was read from. Nothing is scanned before the first question. */
export interface SourceTexts {
  add(file: string, shown: string, text: string): void;
  /** The place of what the tokens name in a file, or of the nearest ancestor written there; null for an unknown file. */
  find(file: string, tokens: readonly string[]): SourcePlace | null;
}

/** No texts yet. */
export function sourceTexts(): SourceTexts {
  const texts = new Map<string, { shown: string; index: PositionIndex }>();
  return {
    add(file, shown, text) {
      texts.set(file, { shown, index: positionIndex(text) });
    },
    find(file, tokens) {
      const known = texts.get(file);
      return known ? { file: known.shown, ...known.index.find(tokens).position } : null;
    },
  };
}
