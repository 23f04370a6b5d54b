/** Words of ids that say where or merely link; a sentence may put them otherwise. */
const LINKING = new Set(
  `api request response property parameter header body media mediatype type types value name path of to the a list
  existing became new with component components oauth schema security endpoint`.split(/\s+/),
);

/** How a sentence may put a word of an id. */
const ALSO: Record<string, readonly string[]> = {
  removed: ['deleted'],
  deleted: ['removed'],
  added: ['new'],
  generalized: ['widened', 'general'],
  specialized: ['narrowed'],
  narrowed: ['specialized'],
  widened: ['generalized'],
  enum: ['values'],
  const: ['constant'],
  unset: ['removed', 'deleted'],
};

/** The words of a text in lower case, letters only; `maxLength` is two, `body's` is one. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/'s\b/g, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** True if every telling word of a rule's id is among these words. */
export function saysRule(words: readonly string[], rule: string): boolean {
  const there = new Set(words);
  return rule
    .split('-')
    .every(
      (word) => LINKING.has(word) || there.has(word) || (ALSO[word] ?? []).some((other) => there.has(other)),
    );
}
