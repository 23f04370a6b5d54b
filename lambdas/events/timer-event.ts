import { z } from 'zod';

/** What EventBridge sends on a schedule. */
export const timerEvent = z.object({ time: z.iso.datetime() });

export type TimerEvent = z.output<typeof timerEvent>;
