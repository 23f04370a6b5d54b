import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Reading, SchemaFault } from '../../core/exchange/schema-validators.ts';
import type { Json } from '../../core/json.ts';
import type { Located } from '../../core/openapi/document/types.ts';
import type { ReadDocument } from './document-reader.ts';

/** What the thread is asked. The document comes once, and again after another. */
export interface HardJob {
  document: ReadDocument | null;
  reading: Reading;
  schema: Located<Json>;
  value: Json;
}

/** What it answers. */
export type HardAnswer = SchemaFault[] | 'too hard';

/** Longest time that one judgement is waited for, and all of one document, in ms. */
const LONGEST_MS = 3_000;
const LONGEST_IN_ALL_MS = 4_000;

/** Largest heap of the thread, in MB, and of it what was made last: a small one takes no more time, and less memory. */
const LARGEST_HEAP_MB = 256;
const LARGEST_YOUNG_MB = 12;

interface Thread {
  worker: Worker;
  port: MessagePort;
  signal: Int32Array;
  document: ReadDocument | null;
}

let thread: Thread | null = null;
const waited = new WeakMap<ReadDocument, number>();

/**
 * Judges in a thread of its own, with limits of heap and time: what is asked for here would take too much of this
 * process. Waits for the answer. A thread that takes too long or too much is ended, and the next question begins another.
 *
 * @returns `too hard` where there is no answer within the limits
 */
export function judgeHard(document: ReadDocument, job: Omit<HardJob, 'document'>): HardAnswer {
  const before = waited.get(document) ?? 0;
  if (before >= LONGEST_IN_ALL_MS) return 'too hard';
  thread ??= startThread();
  if (!thread) return 'too hard';
  const { port, signal } = thread;
  const started = performance.now();
  Atomics.store(signal, 0, 0);
  const isKnown = thread.document === document;
  thread.document = document;
  port.postMessage({ ...job, document: isKnown ? null : document } satisfies HardJob);
  const outcome = Atomics.wait(signal, 0, 0, Math.min(LONGEST_MS, LONGEST_IN_ALL_MS - before));
  waited.set(document, before + performance.now() - started);
  const answer = outcome === 'timed-out' ? undefined : receiveMessageOnPort(port)?.message;
  if (answer === undefined) endThread();
  return (answer as HardAnswer | undefined) ?? 'too hard';
}

function startThread(): Thread | null {
  const file = entry();
  if (!existsSync(file)) return null;
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(file, {
    workerData: { port: port2, signal },
    transferList: [port2],
    resourceLimits: {
      maxOldGenerationSizeMb: LARGEST_HEAP_MB,
      maxYoungGenerationSizeMb: LARGEST_YOUNG_MB,
      stackSizeMb: 4,
    },
    stdout: true,
    stderr: true,
  });
  // It may die of its limits: whoever waits notices by the time.
  worker.on('error', endThread);
  worker.unref();
  port1.unref();
  return { worker, port: port1, signal, document: null };
}

function endThread(): void {
  const ended = thread;
  thread = null;
  ended?.port.close();
  void ended?.worker.terminate();
}

/** Beside this file: as source, or as built. */
function entry(): string {
  const name = import.meta.url.endsWith('.ts') ? './judge-entry.ts' : './judge-entry.mjs';
  return fileURLToPath(new URL(name, import.meta.url));
}
