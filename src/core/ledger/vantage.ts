import type { FailureClass } from '../exchange/types.ts';

/** How a place that looks are made from is named. */
export const VANTAGE = /^[a-z](?:-?[a-z0-9]){0,29}$/;

/** What is so as seen from one place; left out where the place has no name, or where several have seen it. */
export interface FromVantage {
  vantage?: string;
}

/** That an environment cannot be seen from one place, while it can from another. */
export interface BlindHere {
  class: FailureClass;
  since: string;
  told: boolean;
}

/** The last look from another place that could see: `at` is ISO. */
export interface SeenFrom {
  vantage: string;
  at: string;
}
