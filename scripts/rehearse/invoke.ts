import { spawn } from 'node:child_process';
import { Readable, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../src/core/json.ts';
import { type Aws, found } from './call-aws.ts';
import { jsonIn, objectAt, textAt } from './shape.ts';

/** What a function answered to a request. */
export interface HttpAnswer {
  status: number;
  body: JsonObject;
}

/** Hands an event to a function. */
export type Invoke = (event: JsonObject) => Promise<HttpAnswer | null>;

/** Invokes a function in the emulator; null where that cannot run functions. */
export function inEmulator(aws: Aws, name: string): Invoke {
  return async (event) => {
    const path = `/2015-03-31/functions/${name}/invocations`;
    return answerOf(await found(aws.rest('lambda', 'POST', path, event)));
  };
}

/** Runs the file that was deployed on this machine, with the variables of the deployed function. */
export function onThisMachine(file: string, env: Record<string, string>): Invoke {
  return async (event) => {
    const runner = fileURLToPath(new URL('run-handler.ts', import.meta.url));
    const child = spawn(process.execPath, [runner, file], { env, stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
    const [, , errors, results] = child.stdio;
    child.stdin?.end(JSON.stringify(event));
    const [told, result] = await Promise.all([textOf(errors), textOf(results)]);
    if (result === '') throw new Error(`the function did not answer: ${told.slice(0, 500)}`);
    return answerOf(JSON.parse(result));
  };
}

function textOf(stream: Writable | Readable | null | undefined): Promise<string> {
  return stream instanceof Readable ? text(stream) : Promise.resolve('');
}

function answerOf(result: JsonObject | null): HttpAnswer | null {
  const status = Number(textAt(result ?? {}, 'statusCode'));
  if (!result || !status) return null;
  return { status, body: objectAt({ body: jsonIn(textAt(result, 'body')) }, 'body') };
}
