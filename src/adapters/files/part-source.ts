/** Where the files of one document come from. */
export interface PartSource {
  /**
   * The file that a reference names, seen from another file.
   * @throws ForewarnError `input` where it may not be read
   */
  locate(reference: string, from: string): string;
  /**
   * The text of one file.
   * @throws ForewarnError `not-found`, `input`
   */
  readText(file: string): Promise<string>;
  /** Its short name inside the bundle. */
  nameOf(file: string): string;
  /** How it is called in messages. */
  shown(file: string): string;
}
