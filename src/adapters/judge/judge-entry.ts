import { type MessagePort, workerData } from 'node:worker_threads';
import type { Reading } from '../../core/exchange/schema-validators.ts';
import { createReader, type Effort, type ReadDocument } from './document-reader.ts';
import type { HardAnswer, HardJob } from './hard-judge.ts';

// The thread for what is too hard beside everything else: whoever asks waits, and ends it where that takes too long.

/** What may be done while somebody waits; time and memory are the limits that count. */
const EFFORT: Effort = { steps: 20_000_000, schemas: 20_000 };

const { port, signal } = workerData as { port: MessagePort; signal: Int32Array };
const readers = new Map<string, ReturnType<typeof createReader>>();
let document: ReadDocument | null = null;

port.on('message', ({ document: read, reading, schema, value }: HardJob) => {
  if (read) {
    document = read;
    readers.clear();
  }
  const answer: HardAnswer = document ? readerOf(document, reading)(schema, value) : 'too hard';
  port.postMessage(answer);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});

function readerOf(read: ReadDocument, reading: Reading): ReturnType<typeof createReader> {
  const known = readers.get(reading) ?? createReader(read, reading, EFFORT);
  readers.set(reading, known);
  return known;
}
