import { ANSWER_FAULTS } from './fault-answer.ts';
import { CONNECTION_FAULTS } from './fault-connection.ts';
import { STATUS_FAULTS } from './fault-status.ts';
import { WORD_FAULTS } from './fault-words.ts';
import type { FaultMode } from './types.ts';

/** Every way of failing that is known, and what a check tells of it. */
export const FAULT_MODES: readonly FaultMode[] = [
  ...CONNECTION_FAULTS,
  ...STATUS_FAULTS,
  ...WORD_FAULTS,
  ...ANSWER_FAULTS,
];
