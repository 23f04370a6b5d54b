import { CHANGED_ANSWERS } from './drift-answers.ts';
import { REFUSALS } from './drift-refusals.ts';
import { CHANGED_SHAPES } from './drift-shapes.ts';
import type { DriftMode } from './types.ts';

/** Every true change that can be shown. */
export const DRIFT_MODES: readonly DriftMode[] = [...REFUSALS, ...CHANGED_ANSWERS, ...CHANGED_SHAPES];
