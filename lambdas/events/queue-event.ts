import { z } from 'zod';

/** Messages of a queue, as Lambda hands them over; bodies are read one by one. */
export const queueEvent = z.object({
  Records: z.array(
    z.object({
      messageId: z.string().min(1),
      body: z.string(),
      attributes: z.object({ MessageGroupId: z.string().optional() }).optional(),
    }),
  ),
});

export type QueueEvent = z.output<typeof queueEvent>;
