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
    name: 'why',
    summary: 'Say since when a partner is not as agreed, and what changed then',
    load: async () => (await import('./why.ts')).registerWhy,
  },
  {
    name: 'coming',
    summary: 'List what is coming, by date',
    load: async () => (await import('./coming.ts')).registerComing,
  },
  {
    name: 'release',
    summary: 'Let a held notice leave for the partner',
    load: async () => (await import('./release.ts')).registerRelease,
  },
  {
    name: 'answer',
    summary: 'Write down what we or the partner say to a change',
    load: async () => (await import('./answer.ts')).registerAnswer,
  },
  {
    name: 'ignore',
    summary: 'Let a change not fail for a while, and write down why',
    load: async () => (await import('./ignore.ts')).registerIgnore,
  },
  {
    name: 'adopt',
    summary: 'Take over the known differences of a partner as agreed',
    load: async () => (await import('./adopt.ts')).registerAdopt,
  },
  {
    name: 'report',
    summary: 'Write down what people tell of a journey',
    load: async () => (await import('./report.ts')).registerReport,
  },
  {
    name: 'history',
    summary: 'Show or verify what was seen, told and answered',
    load: async () => (await import('./history.ts')).registerHistory,
  },
  {
    name: 'sight',
    summary: 'Say what each party could see at a time',
    load: async () => (await import('./sight.ts')).registerSight,
  },
  {
    name: 'replay',
    summary: "Say what would have been told over a document's history",
    load: async () => (await import('./replay.ts')).registerReplay,
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
    name: 'usage',
    summary: 'Say what we use of a partner, and how that is known',
    load: async () => (await import('./usage.ts')).registerUsage,
  },
  {
    name: 'observe',
    summary: 'Pass the calls of a system of yours on to a partner, and learn what it uses',
    load: async () => (await import('./observe.ts')).registerObserve,
  },
  {
    name: 'types',
    summary: "Say where our own TypeScript fails with a partner's published document",
    load: async () => (await import('./types.ts')).registerTypes,
  },
  {
    name: 'rules',
    summary: 'List the rules that differences are told by',
    load: async () => (await import('./rules.ts')).registerRules,
  },
  {
    name: 'schema',
    summary: 'Print the JSON Schema of a file that you write, for your editor',
    load: async () => (await import('./schema.ts')).registerSchema,
  },
  {
    name: 'completion',
    summary: 'Print the script by which your shell completes command lines',
    load: async () => (await import('./completion.ts')).registerCompletion,
  },
  {
    name: 'register',
    summary: 'Hand agreements to a Forewarn that is deployed on AWS',
    load: async () => (await import('./register.ts')).registerRegister,
  },
];
