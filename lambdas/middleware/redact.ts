import { ForewarnError } from '../../src/core/errors.ts';

/** What may be said of an error: its name, and code, message and fix only where they are our own words. */
export interface SaidOfError {
  name: string;
  code?: string;
  message?: string;
  fix?: string;
}

/** What may be logged of an error. Messages of libraries may hold what a partner sent; they are left out. */
export function saidOf(error: unknown): SaidOfError {
  if (error instanceof ForewarnError)
    return {
      name: error.name,
      code: error.code,
      message: error.message,
      ...(error.fix === undefined ? {} : { fix: error.fix }),
    };
  return { name: error instanceof Error ? error.name : 'unknown' };
}

/** The error in place of which this one is thrown: without cause and stack, which Lambda would log. */
export function redacted(error: unknown): Error {
  const { name, message } = saidOf(error);
  const said = new Error(message ?? 'failed; see the log');
  said.name = name;
  said.stack = `${name}: ${said.message}`;
  return said;
}
