import type { Looked } from './as-json.ts';

/** What was read of a text without looking at the rest of it. */
export interface Piece {
  value: unknown;
  looked: Looked;
}

/** How a format of texts writes objects in lines, as far as lines alone tell. All places are in UTF-16 units. */
export interface Syntax {
  /** Whether lines tell at all where the parts of this text are written. */
  isTold(text: string): boolean;
  /** Where the first member of the whole begins; -1 where it is no object that is written in lines. */
  rootOf(text: string): number;
  /** The indentation of the member that begins here; -1 where none does. */
  indentOf(text: string, at: number): number;
  /** Its key, and where the first member of its value begins, or -1; null where the key takes a parser. */
  keyOf(text: string, at: number): { key: string; below: number } | null;
  /** Where it ends; -1 where its lines do not tell. */
  endOf(text: string, at: number, indent: number): number;
  /** What comes after a member that ends here: where the next one begins, or where its object ends; null: neither. */
  after(text: string, end: number, indent: number): { next: number } | { closed: number } | null;
  /** Whether nothing more is written. */
  isEnd(text: string, at: number): boolean;
  /** Reads the text of one member as an object that has it alone; null where it may need more than itself. May throw. */
  read(member: string): Piece | null;
}
