import { ForewarnError } from '../../core/errors.ts';
import { fileSource } from './file-source.ts';
import type { LoadOptions } from './load-options.ts';
import type { PartSource } from './part-source.ts';

/** How the standard input is called in messages. */
export const INPUT_NAME = 'standard input';

/** A document from the standard input: `-`. Parts come from inside `refRoot`, by default the working directory. */
export function inputSource(options: LoadOptions): { entry: string; source: PartSource } {
  const { readInput } = options;
  if (!readInput) throw new ForewarnError('usage', 'nothing can be read from the standard input here');
  const { entry, source } = fileSource('-', options);
  return {
    entry,
    source: {
      ...source,
      readText: (file) => (file === entry ? readInput() : source.readText(file)),
      shown: (file) => (file === entry ? INPUT_NAME : source.shown(file)),
    },
  };
}
