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
    name: 'start',
    summary: 'Run the pipeline on this machine, with a page',
    load: async () => (await import('./start.ts')).registerStart,
  },
  {
    name: 'check',
    summary: 'Look at partners and say what touches us',
    load: async () => (await import('./check.ts')).registerCheck,
  },
  {
    name: 'diff',
    summary: 'Say what changed between two OpenAPI documents',
    load: async () => (await import('./diff.ts')).registerDiff,
  },
  {
    name: 'status',
    summary: 'Say how every partner stands',
    load: async () => (await import('./status.ts')).registerStatus,
  },
  {
    name: 'release',
    summary: 'Let a held notice leave for the partner',
    load: async () => (await import('./release.ts')).registerRelease,
  },
  {
    name: 'history',
    summary: 'Show or verify what was seen, told and answered',
    load: async () => (await import('./history.ts')).registerHistory,
  },
  {
    name: 'emulate',
    summary: "Serve a partner's API on this machine, made from its document",
    load: async () => (await import('./emulate.ts')).registerEmulate,
  },
  {
    name: 'init',
    summary: 'Write a first agreement with a partner, and its baseline',
    load: async () => (await import('./init.ts')).registerInit,
  },
  {
    name: 'rules',
    summary: 'List the rules that differences are told by',
    load: async () => (await import('./rules.ts')).registerRules,
  },
  {
    name: 'register',
    summary: 'Hand agreements to a Forewarn that is deployed on AWS',
    load: async () => (await import('./register.ts')).registerRegister,
  },
];
