import type { LivePlan, PartnerAnswer, PartnerCall, PartnerClient } from '../../app/ports.ts';
import { captureFrom, fillIn, NotKnown, NotUsable } from '../../core/carried/fill-in.ts';
import { operationKey } from '../../core/drift/subject.ts';
import type { Exchange, Failure } from '../../core/exchange/types.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { fromPointer } from '../../core/json-pointer.ts';
import { matchOperation } from '../../core/openapi/document/match-operation.ts';
import type { PactInteraction } from '../../core/pact/types.ts';
import type { MadeRecords } from './made-records.ts';
import { NotWrittenDown } from './made-records.ts';
import type { Numbered } from './numbered.ts';
import { type Cleanup, cleanupOf } from './recipe.ts';

/** Methods whose calls make or change something (RFC 9110, 9.2.1, without DELETE: what it takes away is not made). */
export const MAKES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
/** A body that is longer is not kept to be sent again. */
const MAX_KEPT = 65_536;

/** What undoes an interaction; `none`: nothing has to; null: it makes something, and nothing is said. */
export function cleanupFor(plan: LivePlan, interaction: PactInteraction): Cleanup | 'none' | null {
  const { method, path } = interaction.request;
  const operation = matchOperation(plan.baseline, method, path)?.operation;
  const names = operation
    ? [`${operation.method} ${operation.path}`, operation.key, operation.operationId ?? operation.key]
    : [operationKey(method, path)];
  return cleanupOf(plan.states, [interaction.description, ...names]);
}

/** True for an interaction that, as its pact has it, makes or changes something at the partner. */
export function makes({ request, response }: PactInteraction): boolean {
  return MAKES.has(request.method.toUpperCase()) && response.status < 400;
}

/**
 * The client as the proxy gets it: what an interaction makes itself is written down before the call leaves, and undone
 * as soon as its answer is there. `settled` waits until all that is so far.
 *
 * @param on.isOver true when there is only time left to undo: then nothing new is begun.
 */
export function cleanupInteractions(on: {
  plan: LivePlan;
  client: Pick<PartnerClient, 'call'>;
  interactions: readonly Numbered[];
  made: MadeRecords;
  isOver(): boolean;
}): { client: Pick<PartnerClient, 'call'>; settled(): Promise<void> } {
  const { plan, client, made } = on;
  const byNumber = new Map(on.interactions.map((one) => [one.number, one.interaction]));
  let undoing: Promise<void> = Promise.resolve();

  const cleaned = async (
    call: PartnerCall,
    interaction: PactInteraction,
    cleanup: Cleanup,
  ): Promise<PartnerAnswer> => {
    const { teardown, recover } = cleanup;
    const state = interaction.description;
    const making = made.begin({ kind: 'interaction', state, params: {}, undo: { teardown, recover } });
    const marked = withMark(call, cleanup, { 'run.id': making.id });
    const answered: PartnerAnswer[] = [];
    const send = async () => {
      const answer = await client.call(marked);
      answered.push(answer);
      return answer;
    };
    try {
      await making.send(send, repeatableCall(marked, cleanup), ({ exchange }) =>
        captureFrom(exchange.response?.body, cleanup.capture),
      );
    } catch (error) {
      // What cannot be captured is looked for when it is undone; the answer itself is judged all the same.
      const known =
        error instanceof NotKnown || error instanceof NotUsable || error instanceof NotWrittenDown;
      if (!known) throw error;
    }
    undoing = undoing.then(() => making.undo());
    return answered[0] ?? { sent: true, exchange: notMade(marked), body: new Uint8Array() };
  };

  return {
    settled: () => undoing,
    client: {
      call: async (call) => {
        const interaction = call.interaction === null ? undefined : byNumber.get(call.interaction);
        if (call.purpose !== 'interaction' || !interaction) return client.call(call);
        if (on.isOver()) return { sent: false, skipped: 'budget' };
        const cleanup = cleanupFor(plan, interaction);
        if (cleanup && cleanup !== 'none' && MAKES.has(call.method))
          return cleaned(call, interaction, cleanup);
        const answer = await client.call(call);
        const status = answer.sent ? (answer.exchange.response?.status ?? 0) : 0;
        if (cleanup === null && MAKES.has(call.method) && status >= 200 && status <= 299)
          made.keep(interaction.description);
        return answer;
      },
    },
  };
}

/** The call with what `cleanup` adds, so that the partner can tell what it made. */
export function withMark(call: PartnerCall, cleanup: Cleanup, known: JsonObject): PartnerCall {
  const headers = fillIn(cleanup.headers, known) as Record<string, string>;
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    ...call,
    headers: { ...call.headers, ...Object.fromEntries(lower) },
    body: withMembers(call.body, cleanup.body, known),
  };
}

function withMembers(body: PartnerCall['body'], members: JsonObject, known: JsonObject): PartnerCall['body'] {
  if (Object.keys(members).length === 0) return body;
  const root = parsed(textOf(body));
  if (root === undefined) return body;
  for (const [pointer, value] of Object.entries(members)) {
    const names = fromPointer(pointer);
    const last = names.pop();
    const parent = names.reduce<Json | undefined>(
      (at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined),
      root,
    );
    if (last !== undefined && last !== '__proto__' && isObject(parent)) parent[last] = fillIn(value, known);
  }
  return JSON.stringify(root);
}

/** The call as it is kept to be made once more; null for one that would make a second record. */
export function repeatableCall(call: PartnerCall, cleanup: Cleanup) {
  const body = textOf(call.body);
  if (!(cleanup.repeatable || call.method === 'PUT') || (body === null) !== (call.body === null)) return null;
  if (body !== null && body.length > MAX_KEPT) return null;
  const { method, path, query, headers } = call;
  return { method, path, query, headers, body, capture: cleanup.capture };
}

/** Null without a body, and for one that is no text. */
function textOf(body: PartnerCall['body']): string | null {
  if (body === null || typeof body === 'string') return body;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

function parsed(text: string | null): Json | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}

const NOT_WRITTEN: Failure = { class: 'state-missing', detail: 'what it makes could not be written down' };

/** What stands for a call that was not made, since nothing would have known of what it makes. */
function notMade({ method, path, query, interaction }: PartnerCall): Exchange {
  return {
    id: -1,
    purpose: 'interaction',
    interaction,
    use: null,
    request: { method, path, query, headers: {} },
    response: null,
    failure: NOT_WRITTEN,
    ms: 0,
  };
}
