import { ForewarnError } from '../../core/errors.ts';
import type { DocumentProblem } from '../../core/openapi/source/source-map.ts';
import { isUrl } from './external-part.ts';
import { type ParsedText, parsePart } from './parse-document.ts';
import type { PartSource } from './part-source.ts';
import { type SourceTexts, sourceTexts } from './source-position.ts';
import type { TextMemory } from './text-memory.ts';

/** More files than this are refused; documents split by path have two thousand. */
const MOST_PARTS = 10_000;
/** More of them than this are not fetched from the web. */
const MOST_FETCHED = 1_000;
/** All texts together, in UTF-16 units. */
const LONGEST = 128_000_000;
/** All parts together. */
const MOST_SECONDS = 300;

/** Reads the files of one document, within limits, and keeps what tells where something is written. */
export interface PartReader {
  source: PartSource;
  /**
   * Reads and parses one file.
   * @param place of the reference that leads there; the entry has none
   */
  read(file: string, place?: () => { file: string; line: number; column: number }): Promise<ParsedText>;
  texts: SourceTexts;
  problems: DocumentProblem[];
}

/** A reader for one document, for one time. @param memory for its entry */
export function partReader(source: PartSource, memory?: TextMemory): PartReader {
  const problems: DocumentProblem[] = [];
  const texts = sourceTexts();
  // Seconds that the process has run: `performance` has to be loaded first.
  const started = process.uptime();
  const read = { files: 0, fetched: 0, length: 0 };
  return {
    source,
    texts,
    problems,
    async read(file, place) {
      read.files++;
      if (place && isUrl(file)) read.fetched++;
      if (read.files > MOST_PARTS) throw tooMuch(`more than ${MOST_PARTS} files`);
      if (read.fetched > MOST_FETCHED) throw tooMuch(`more than ${MOST_FETCHED} files on the web`);
      if (process.uptime() - started > MOST_SECONDS) {
        throw tooMuch(`files that take more than ${MOST_SECONDS} s to read`);
      }
      const text = await textOf(file, source, place);
      read.length += text.length;
      if (read.length > LONGEST) throw tooMuch(`files with more than ${LONGEST} characters`);
      const shown = source.shown(file);
      const parsed = parsePart(text, shown, place ? undefined : memory);
      texts.add(file, shown, text);
      problems.push(...parsed.problems);
      return parsed;
    },
  };
}

function tooMuch(what: string): ForewarnError {
  return new ForewarnError('input', `the document refers to ${what}`);
}

/** What keeps a part from being read is told where it is referred to. */
async function textOf(
  file: string,
  source: PartSource,
  place?: () => ForewarnError['place'],
): Promise<string> {
  try {
    return await source.readText(file);
  } catch (error) {
    if (!place || !(error instanceof ForewarnError)) throw error;
    const { code, message, fix, cause } = error;
    const at = place();
    throw new ForewarnError(code, `a part of the document cannot be read: ${message}`, {
      ...(at && { place: at }),
      ...(fix !== undefined && { fix }),
      ...(cause !== undefined && { cause }),
    });
  }
}
