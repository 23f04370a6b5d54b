/** Where in a generated module something is declared, as names from the outside: `components`, `schemas`, `Charge`. */
export type GeneratedPlace = readonly string[];

/** A type error of the caller's code. */
export interface TypeFault {
  /** From the folder of the project. */
  file: string;
  /** From 1. */
  line: number;
  column: number;
  /** TypeScript's number, `2339`. */
  code: number;
  message: string;
  /** Places of the generated module that the code around the error stands on, by the types of before. */
  places: GeneratedPlace[];
  /** Names and values that the message quotes. */
  quoted: string[];
}
