import { ForewarnError } from '../../core/errors.ts';
import type { MentionFinder } from '../../core/usage/sources/mentions.ts';
import type { RecordedCall, SourcedUse } from '../../core/usage/sources/types.ts';
import { type ParseText, readRecording } from './read-recording.ts';
import {
  bytesOf,
  type FoundFile,
  filesAt,
  kindOf,
  SOURCE_LIMITS,
  type SourceLimits,
} from './source-files.ts';

/** What reading needs of the world around. */
export interface SourceReading {
  parse: ParseText;
  mentions: MentionFinder;
  /** Milliseconds of any clock that only goes on. */
  now(): number;
  /** The name by which a file is told. */
  shown(path: string): string;
  progress?: ((doing: string) => void) | undefined;
  limits?: SourceLimits;
}

/** What was read. */
export interface ReadSources {
  calls: RecordedCall[];
  mentioned: SourcedUse[];
  files: { recordings: number; source: number; generated: number; tooLarge: number; unread: number };
  /** Which limit ended it; null where all was read. */
  stopped: 'files' | 'total' | 'time' | null;
}

/** Longer source files are packed, or data. */
const LARGEST_SOURCE = 1_000_000;
const HEAD = 8_192;

/** What a recording begins with, or soon has. Other JSON and YAML in a folder is left alone. */
const LOOKS_RECORDED =
  /"log"\s*:\s*\{|"?http_interactions"?\s*:|^"?interactions"?\s*:|[{,]\s*"interactions"\s*:|"scope"\s*:\s*"https?:|schema\.getpostman\.com|"_postman_id"|"mappings"\s*:\s*\[|"request"\s*:\s*\{/m;

/** Written by programs: that a name stands there says nothing of its use. */
const GENERATED =
  /@generated|auto-?generated|(?:code|file) (?:is |was )?generated|do not (?:edit|modify|make direct changes)/i;

/**
 * Reads recordings and source files at and below paths. In a folder, only JSON and YAML that looks like a recording is one.
 *
 * @throws ForewarnError `not-found` for a path that is not there; `input` with file, line and reason for a recording that
 * cannot be read, and for a named file that is none
 */
export function readSources(paths: readonly string[], reading: SourceReading): ReadSources {
  const { limits = SOURCE_LIMITS, progress } = reading;
  const read: ReadSources = {
    calls: [],
    mentioned: [],
    files: { recordings: 0, source: 0, generated: 0, tooLarge: 0, unread: 0 },
    stopped: null,
  };
  const end = reading.now() + limits.ms;
  let [count, total] = [0, 0];
  const seen = new Set<string>();
  for (const path of paths)
    for (const file of filesAt(path)) {
      const kind = file.isNamed && kindOf(file.path) === 'neither' ? 'recording' : kindOf(file.path);
      if (kind === 'neither' || seen.has(file.path)) continue;
      seen.add(file.path);
      if (++count > limits.files) read.stopped = 'files';
      else if (reading.now() > end) read.stopped = 'time';
      else if (kind === 'recording') total += readOne(file, read, reading, limits);
      else total += scan(file, read, reading);
      if (total > limits.total) read.stopped = 'total';
      if (read.stopped) return read;
      if (count % 200 === 0) progress?.(`read ${count} files`);
    }
  progress?.('');
  return read;
}

function readOne(file: FoundFile, read: ReadSources, reading: SourceReading, limits: SourceLimits): number {
  const name = reading.shown(file.path);
  if (file.bytes > limits.largest) {
    if (file.isNamed) throw refused(name, `this file is larger than ${limits.largest / 1_000_000} MB`);
    read.files.tooLarge++;
    return 0;
  }
  if (!file.isNamed && !/\.har$/i.test(file.path)) {
    const head = bytesOf(file.path, HEAD);
    if (head === null || !LOOKS_RECORDED.test(head.toString('utf8'))) return HEAD;
  }
  const bytes = bytesOf(file.path, limits.largest);
  if (bytes === null) throw refused(name, 'this file cannot be read');
  if (bytes.includes(0)) throw refused(name, 'this is no text');
  const calls = readRecording(bytes.toString('utf8'), name, reading.parse);
  if (calls) {
    read.files.recordings++;
    for (const call of calls) read.calls.push(call);
  } else if (file.isNamed)
    throw refused(
      name,
      'this is no recording that is read',
      'HAR, Postman collections, WireMock mappings, nock objects and VCR cassettes are',
    );
  return bytes.length;
}

function scan(file: FoundFile, read: ReadSources, { mentions, shown }: SourceReading): number {
  if (file.bytes > LARGEST_SOURCE) {
    read.files.tooLarge++;
    return 0;
  }
  const bytes = bytesOf(file.path, LARGEST_SOURCE);
  if (bytes === null || bytes.subarray(0, HEAD).includes(0)) {
    if (bytes === null) read.files.unread++;
    return 0;
  }
  const text = bytes.toString('utf8');
  if (GENERATED.test(text.slice(0, 1_000))) read.files.generated++;
  else {
    read.files.source++;
    for (const use of mentions.in(shown(file.path), text)) read.mentioned.push(use);
  }
  return bytes.length;
}

function refused(file: string, message: string, fix?: string): ForewarnError {
  return new ForewarnError('input', message, { place: { file }, ...(fix !== undefined && { fix }) });
}
