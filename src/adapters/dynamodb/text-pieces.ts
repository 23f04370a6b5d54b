/** Characters per item; with gzip for long text this stays far below the 400 KB of an item. */
const PART_CHARACTERS = 300_000;

/** Cuts text into parts that each fit into an item, without parting a surrogate pair. */
export function pieces(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + PART_CHARACTERS, text.length);
    if (end < text.length && !text.slice(at, end).isWellFormed()) end--;
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}
