/** An invocation is ended shortly before its time is up, so that it is still told in log and metrics. */
export const TIME_OUT = { timeoutEarlyInMillis: 500 };
