/** An error that a service answers with, in the service's own words. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Refuses what the service would call invalid input. */
export function requireValid(fits: boolean, message: string, code = 'ValidationException'): asserts fits {
  if (!fits) throw new Refusal(code, message);
}
