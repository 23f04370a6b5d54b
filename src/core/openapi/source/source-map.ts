/** Where something is written: lines and columns count from 1, columns in UTF-16 code units. */
export interface SourcePlace {
  /** As it was given, or as it is reached from there; a URL stays one. */
  file: string;
  line: number;
  column: number;
}

/** Finds where the parts of one document are written, its referred files included. */
export interface SourceMap {
  /**
   * The place of what a JSON Pointer (RFC 6901, leading `#` allowed) of the loaded document names: the key of a
   * member, the beginning of an item. Where that is written nowhere, its nearest ancestor that is.
   *
   * @returns null where not even the file is known
   */
  locate(pointer: string): SourcePlace | null;
}

/** Something in a document that does not stop its being read, and that a reader should know of. */
export interface DocumentProblem extends Pick<SourcePlace, 'file' | 'line' | 'column'> {
  /** What is wrong, without any content of the document beyond names. */
  message: string;
}
