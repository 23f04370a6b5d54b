import { ForewarnError } from '../core/errors.ts';

/** Name of what a service answered, such as `ThrottlingException`; never its message. */
export function faultName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

/** The `storage` fault for a service that could not be used; trying again may help. */
export function serviceFault(service: string, cause: unknown): ForewarnError {
  return new ForewarnError('storage', `${service} cannot be used (${faultName(cause)}).`, {
    fix: 'If it lasts: has the function the right for it, and is it there? Deploying again sets both.',
    cause,
  });
}
