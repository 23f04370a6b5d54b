import type { TextMemory } from './text-memory.ts';

/** How a document is reached. */
export interface LoadOptions {
  /** Folder that relative locations start from. */
  cwd: string;
  /** Folder outside of which no referred file is read; by default the folder of the entry document. */
  refRoot?: string | undefined;
  /** Reads a URL as text, with guard, size and time limits. */
  fetchText(url: string): Promise<string>;
  /** Reads the standard input, for the location `-`; where it is absent, that cannot be read. */
  readInput?: (() => Promise<string>) | undefined;
  /** Origins (`https://schemas.example`) whose documents may be referred to from elsewhere. */
  externalRefs?: readonly string[];
  /** Of versions of this document that were read before: this one may share objects with them. */
  memory?: TextMemory;
}
