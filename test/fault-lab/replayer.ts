import { type Dispatcher, request } from 'undici';
import { NUMBER_HEADER, numberOf } from '../../src/adapters/pact/numbered.ts';
import type { VerifierChild } from '../../src/adapters/pact/verifier-child.ts';
import type { VerifierResult } from '../../src/adapters/pact/verifier-results.ts';
import type { Mismatch } from '../../src/core/exchange/types.ts';
import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';

/**
 * Replays the lab's pact in this process, as the verifier's child does in its own: real calls to the recording proxy,
 * state changes, and the comparison by type that the lab's pact asks for. A look takes milliseconds; a sample of the
 * lab shows that the verifier itself comes to the same.
 */
export function startReplayer(): VerifierChild {
  return {
    pid: undefined,
    end: () => undefined,
    replay: async ({ providerUrl, statesUrl, pactUrls }) => {
      const results: VerifierResult[] = [];
      for (const url of pactUrls) {
        const pact = (await (await request(url)).body.json()) as JsonObject;
        for (const one of (pact.interactions ?? []) as JsonObject[])
          results.push(await replayOne(one, providerUrl, statesUrl));
        for (const one of (pact.messages ?? []) as JsonObject[])
          results.push(await replayMessage(one, providerUrl));
      }
      return { ok: true, results };
    },
  };
}

async function replayOne(one: JsonObject, providerUrl: string, statesUrl: string): Promise<VerifierResult> {
  const number = numberOf(String(one.description)) ?? -1;
  const states = (Array.isArray(one.providerStates) ? one.providerStates : []) as JsonObject[];
  const change = async (action: string): Promise<void> => {
    for (const { name } of states) {
      const body = JSON.stringify({ state: name, params: {}, action });
      await request(statesUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    }
  };
  await change('setup');
  const asked = one.request as JsonObject;
  const query = new URLSearchParams(
    Object.entries((asked.query ?? {}) as Record<string, string[]>).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  );
  const answer = await request(`${providerUrl}${asked.path}${query.size > 0 ? `?${query}` : ''}`, {
    method: String(asked.method) as Dispatcher.HttpMethod,
    headers: { ...(asked.headers as Record<string, string>), [NUMBER_HEADER]: String(number) },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  });
  const text = await answer.body.text();
  const mismatches = [...compared(one.response as JsonObject, answer, text)];
  await change('teardown');
  return { number, outcome: mismatches.length === 0 ? 'passed' : 'failed', mismatches };
}

/** Asks for a message by its description, as the verifier does, and compares what was sent. */
async function replayMessage(one: JsonObject, providerUrl: string): Promise<VerifierResult> {
  const { description, contents = null, matchingRules } = one;
  const answer = await request(providerUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ description }),
  });
  const sent = parsed(await answer.body.text());
  const mismatches = [...byType(contents, sent, '$', (matchingRules as JsonObject).body as JsonObject)];
  const outcome = mismatches.length === 0 ? 'passed' : 'failed';
  return { number: numberOf(String(description)) ?? -1, outcome, mismatches };
}

function* compared(
  wanted: JsonObject,
  { statusCode, headers }: Dispatcher.ResponseData,
  text: string,
): Generator<Mismatch> {
  if (wanted.status !== statusCode) {
    yield {
      where: 'status',
      path: '',
      kind: 'value',
      expected: wanted.status ?? null,
      actual: statusCode,
    };
  }
  if (wanted.body === undefined) return;
  const media = mediaIn((wanted.headers as JsonObject)['Content-Type']);
  if (media !== mediaIn(headers['content-type'])) {
    yield { where: 'header', path: 'Content-Type', kind: 'value' };
    return;
  }
  for (const name of Object.keys(wanted.headers as JsonObject)) {
    if (headers[name.toLowerCase()] === undefined) yield { where: 'header', path: name, kind: 'missing' };
  }
  const rules = (wanted.matchingRules as JsonObject).body as JsonObject;
  yield* byType(wanted.body, parsed(text), '$', rules);
}

function* byType(
  wanted: Json,
  actual: Json | undefined,
  path: string,
  rules: JsonObject,
): Generator<Mismatch> {
  const types = { expected: typeOf(wanted), actual: actual === undefined ? 'null' : typeOf(actual) };
  if (actual === undefined || actual === null) {
    yield { where: 'body', path, kind: 'missing', expected: types.expected };
  } else if (types.expected !== types.actual) {
    yield { where: 'body', path, kind: 'type', ...types };
  } else if (Array.isArray(wanted) && Array.isArray(actual)) {
    if (actual.length === 0) yield { where: 'body', path, kind: 'missing', expected: 'array' };
    for (const [at, item] of actual.entries())
      yield* byType(wanted[0] ?? null, item, `${path}[${at}]`, rules);
  } else if (isObject(wanted) && isObject(actual)) {
    for (const [name, value] of Object.entries(wanted)) {
      if (Object.hasOwn(actual, name)) yield* byType(value, actual[name], `${path}.${name}`, rules);
      else yield { where: 'body', path: `${path}.${name}`, kind: 'missing' };
    }
  } else if (!fitsRegex(rules[path], String(actual))) {
    yield { where: 'body', path, kind: 'value', ...types };
  }
}

function fitsRegex(rule: Json | undefined, actual: string): boolean {
  const [matcher] = isObject(rule) && Array.isArray(rule.matchers) ? rule.matchers : [];
  if (!isObject(matcher) || typeof matcher.regex !== 'string') return true;
  return new RegExp(matcher.regex).test(actual);
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function mediaIn(value: unknown): string {
  return (
    String(value ?? '')
      .split(';')[0]
      ?.trim() ?? ''
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
