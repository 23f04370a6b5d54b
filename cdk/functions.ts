import type { VariableName } from '../src/adapters/env.ts';

/** What is said of one function in one place: its size, its limits and the variables that it reads. */
export interface FunctionPlan {
  /** What it does, for whoever finds it in an account. */
  description: string;
  memoryMb: number;
  timeoutSeconds: number;
  /** Every variable that it reads when it starts; each comes with the right that it stands for. */
  variables: readonly VariableName[];
  /** True if it replays pacts, and so needs the verifier's process and its native library beside it. */
  verifies: boolean;
}

/** The functions, by the name that file, construct and test share. */
export const FUNCTIONS = {
  'run-check': {
    description: 'Looks at one partner: documents, live answers, pacts; commits what changed',
    memoryMb: 512,
    timeoutSeconds: 180,
    variables: [
      'FOREWARN_TABLE',
      'FOREWARN_BUCKET',
      'FOREWARN_SECRETS',
      'FOREWARN_VERSION',
      'FOREWARN_BUILD',
    ],
    verifies: true,
  },
  announce: {
    description: 'Woken by the ledger: sends the notices that are due',
    memoryMb: 256,
    timeoutSeconds: 60,
    variables: ['FOREWARN_TABLE', 'FOREWARN_SENDER', 'FOREWARN_SECRETS', 'FOREWARN_VERSION'],
    verifies: false,
  },
  sweep: {
    description:
      'Every five minutes: sends what is still due, measures who was not seen, signs the checkpoint',
    memoryMb: 512,
    timeoutSeconds: 240,
    variables: [
      'FOREWARN_TABLE',
      'FOREWARN_SENDER',
      'FOREWARN_SECRETS',
      'FOREWARN_SIGNING_KEY',
      'FOREWARN_VERSION',
    ],
    verifies: false,
  },
  api: {
    description: 'Answers people: status, history, releases and the page',
    memoryMb: 256,
    timeoutSeconds: 29,
    variables: ['FOREWARN_TABLE', 'FOREWARN_BUCKET', 'FOREWARN_PEOPLE', 'FOREWARN_VERSION'],
    verifies: false,
  },
  register: {
    description: 'Takes the agreements of a repository and keeps their schedules',
    memoryMb: 256,
    timeoutSeconds: 29,
    variables: [
      'FOREWARN_TABLE',
      'FOREWARN_BUCKET',
      'FOREWARN_QUEUE_URL',
      'FOREWARN_QUEUE_ARN',
      'FOREWARN_SCHEDULE_GROUP',
      'FOREWARN_SCHEDULE_ROLE',
      'FOREWARN_SCHEDULE_DEAD_LETTERS',
      'FOREWARN_REGISTRARS',
      'FOREWARN_VERSION',
    ],
    verifies: false,
  },
} as const satisfies Record<string, FunctionPlan>;

export type FunctionName = keyof typeof FUNCTIONS;

/** Names of all functions, in the order in which a change passes them. */
export const FUNCTION_NAMES = Object.keys(FUNCTIONS) as FunctionName[];
