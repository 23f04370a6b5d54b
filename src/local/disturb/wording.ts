/** A quota that is used up. */
export const SPENT = [
  'API rate limit exceeded for this key',
  'Too many requests, slow down',
  'You have exceeded your daily quota',
  'Daily request limit reached',
  'Quota exceeded: 10000 calls per day',
] as const;
/** The same as codes. */
export const SPENT_CODES = [
  'rate_limit_exceeded',
  'RATE_LIMITED',
  'quotaExceeded',
  'OVER_QUERY_LIMIT',
  'too_many_requests',
] as const;
/** Their own failure. */
export const FAILING = [
  'Internal Server Error',
  'Service temporarily unavailable',
  'upstream request timeout',
  'Bad gateway',
] as const;
/** Maintenance. */
export const RESTING = [
  'We are down for maintenance',
  'The system is undergoing scheduled maintenance',
  'Service is under maintenance, please try again later',
] as const;
/** A token that does not hold any more. */
export const EXPIRED = [
  'The access token expired',
  'Token has expired',
  'jwt expired',
  'Session expired',
  'Invalid access token',
] as const;
