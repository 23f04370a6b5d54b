import { begin } from './begin.ts';
import { registerDiff } from './diff.ts';

/**
 * `forewarn diff` alone: built as one file that asks for nothing of the other commands, as starting is most of what
 * comparing two small documents costs. Settled when the command has run.
 */
export const ended: Promise<void> = begin([{ name: 'diff', summary: '', load: async () => registerDiff }]);
