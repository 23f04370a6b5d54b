import { fstatSync, statSync, writeSync } from 'node:fs';

/** One of the two outputs of the process. */
export interface Output {
  /** True where a person may look on. */
  isTerminal: boolean;
  write(text: string): void;
}

/**
 * The standard output (1) or the error output (2). Files, pipes and what leads nowhere are written to directly: loading
 * the streams of Node takes about as long as comparing two small documents. A reader of the standard output that has
 * seen enough (`| head`) is no fault; whatever else keeps it from being written ends the process.
 */
export function outputOf(descriptor: 1 | 2): Output {
  if (!isDirect(descriptor)) {
    const stream = streamOf(descriptor);
    return { isTerminal: stream.isTTY === true, write: (text) => void stream.write(text) };
  }
  let stream: NodeJS.WriteStream | null = null;
  return {
    isTerminal: false,
    write(text) {
      const rest = stream ? text : writeAll(descriptor, Buffer.from(text));
      if (rest === null) return;
      stream ??= streamOf(descriptor);
      stream.write(rest);
    },
  };
}

/** The same text in fewer pieces, none of which is much longer than 64 KiB if none was before. */
export function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < ENOUGH) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

const ENOUGH = 65_536;

/** Elsewhere than on Windows, where streams know how a console wants its text. */
function isDirect(descriptor: number): boolean {
  if (process.platform === 'win32') return false;
  const output = fstatSync(descriptor);
  return !output.isCharacterDevice() || output.rdev === statSync('/dev/null').rdev;
}

/** What could not be written because the reader is slow and the pipe does not wait for it; null where nothing is left. */
function writeAll(descriptor: 1 | 2, bytes: Buffer): Buffer | null {
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(descriptor, bytes, done);
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return bytes.subarray(done);
    return endWith(descriptor, error as NodeJS.ErrnoException);
  }
}

function streamOf(descriptor: 1 | 2): NodeJS.WriteStream {
  const stream = descriptor === 1 ? process.stdout : process.stderr;
  stream.on('error', (error) => endWith(descriptor, error));
  return stream;
}

function endWith(descriptor: 1 | 2, error: NodeJS.ErrnoException): never {
  process.exit(descriptor === 1 && GONE.has(error.code) ? 0 : 2);
}

/** A pipe's reader has gone; a socket's with some of the text still unread. */
const GONE: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ECONNRESET']);
