import type { PartnerAnswer, PartnerCall } from '../../app/ports.ts';
import { fillIn, fillInPath } from '../../core/carried/fill-in.ts';
import type { JsonObject } from '../../core/json.ts';
import type { RecipeStep } from './recipe.ts';

/**
 * The call that a step makes, filled in.
 *
 * @throws NotKnown for a name that is not in `known`. @throws NotUsable for a value that leads elsewhere.
 */
export function callOf(
  step: Pick<RecipeStep, 'method' | 'path' | 'headers' | 'body'>,
  known: JsonObject,
  purpose: PartnerCall['purpose'],
  interaction: number | null,
): PartnerCall {
  const body = step.body === undefined ? null : JSON.stringify(fillIn(step.body, known));
  return {
    purpose,
    interaction,
    use: null,
    method: step.method,
    ...fillInPath(step.path, known),
    headers: {
      accept: 'application/json',
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...textsOf(fillIn(step.headers, known)),
    },
    body,
    expectedStatus: null,
  };
}

/** Whether a call has made something, by what came back; `unknown` where it may have. */
export function whatItMade(answer: PartnerAnswer, repeatable: boolean): 'made' | 'nothing' | 'unknown' {
  if (!answer.sent) return 'nothing';
  const { response, failure } = answer.exchange;
  if (!response) return failure && NEVER_ARRIVED.has(failure.class) ? 'nothing' : 'unknown';
  const { status } = response;
  if (status >= 200 && status <= 299) return 'made';
  // A conflict may be with our own call, that is still being worked on.
  if (status >= 500 || status === 303 || status === 408) return 'unknown';
  return repeatable && (status === 409 || status === 425) ? 'unknown' : 'nothing';
}

/** Classes of failures that come before a byte of the request is written. */
const NEVER_ARRIVED: ReadonlySet<string> = new Set([
  'dns',
  'connect',
  'address-refused',
  'credentials',
  'our-request',
  'throttled',
]);

function textsOf(value: ReturnType<typeof fillIn>): Record<string, string> {
  return value as Record<string, string>;
}
