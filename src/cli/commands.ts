import type { RegisterCommand } from './io.ts';

/** A command before its module is loaded. */
export interface CommandEntry {
  name: string;
  summary: string;
  load(): Promise<RegisterCommand>;
}

/**
 * Every command, in the order in which `--help` lists them. A command's module is loaded when it is called,
 * so that starting costs what is used.
 */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'Write a first agreement with a partner, and its baseline',
    load: async () => (await import('./init.ts')).registerInit,
  },
];
