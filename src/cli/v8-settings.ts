import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** What a comparison of small documents has in its heap, in bytes, is less. */
const SMALL_HEAP = 14_000_000;

/** Small documents are compared before it would matter; in bytes, both together. */
const SMALL = 1_000_000;
/** From here on, comparing takes so long that the best code and much space pay. */
const LARGE = 16_000_000;

/** Objects die at once or live to the end: more space for new ones, up to 64 MB, is memory that saves no time. */
const SMALL_YOUNG_SPACE = '--semi-space-growth-factor=1';

/** The last of V8's compilers works beside us, on what has run long: in a second, that costs more than it gives. */
const NO_LAST_COMPILER = '--no-turbofan';

/** Sets V8 up for two files that are compared once, in a process that ends then; other places are no files here. */
export function setUpFor(locations: readonly string[], cwd: string): void {
  const bytes = locations.reduce((sum, location) => sum + sizeOf(resolve(cwd, location)), 0);
  if (bytes >= SMALL && bytes < LARGE) set(SMALL_YOUNG_SPACE, NO_LAST_COMPILER);
}

/** Keeps V8 from making the space for new objects larger than it has become so far, unless little was read. */
export function keepYoungSpaceSmall(): void {
  if (process.memoryUsage().heapTotal >= SMALL_HEAP) set(SMALL_YOUNG_SPACE);
}

/** What it cannot be asked of is told where it is read. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** V8's own module is loaded here and not before: who compares small documents would feel it. */
function set(...flags: readonly string[]): void {
  const v8 = process.getBuiltinModule('node:v8');
  for (const flag of flags) v8.setFlagsFromString(flag);
}
