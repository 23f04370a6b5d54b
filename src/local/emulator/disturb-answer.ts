import type { Socket } from 'node:net';
import { isJsonMedia } from '../../core/exchange/media.ts';
import type { Json } from '../../core/json.ts';
import type { Operation } from '../../core/openapi/document/types.ts';
import type { Disturbed } from '../disturb/disturb-partner.ts';
import { bytesOf, type Reply } from '../disturb/reply.ts';
import type { Answer, Arrived } from './answer-call.ts';

/** What is sent in place of an answer, or done to the connection: one disturbance after another. */
export async function disturbAnswer(
  disturbances: readonly Disturbed[],
  operation: Operation | null,
  arrived: Arrived,
  well: Answer,
): Promise<Answer | ((socket: Socket) => void)> {
  if (disturbances.length === 0) return well;
  const request = { ...arrived, body: parsed(arrived.body ?? undefined) };
  let reaction = asReply(well);
  for (const disturbed of disturbances) {
    const next = await disturbed.react(operation, request, reaction);
    if (typeof next === 'function') return next;
    reaction = next;
  }
  const headers = Object.entries(reaction.headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  const body = reaction.body === undefined ? undefined : bytesOf(reaction.body);
  return { status: reaction.status, headers: Object.fromEntries(headers), body };
}

/** JSON as a value; anything else as its bytes. */
function asReply({ status, headers, body }: Answer): Reply {
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const media = (lower['content-type'] ?? '').split(';', 1).join('').trim().toLowerCase();
  const value = isJsonMedia(media) ? parsed(body) : undefined;
  return { status, headers: lower, body: value ?? (body === undefined ? undefined : Buffer.from(body)) };
}

function parsed(body: Buffer | string | undefined): Json | undefined {
  try {
    return body === undefined ? undefined : (JSON.parse(body.toString()) as Json);
  } catch {
    return undefined;
  }
}
