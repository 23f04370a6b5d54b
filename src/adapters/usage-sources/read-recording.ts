import { ForewarnError } from '../../core/errors.ts';
import { isDeeperThan, type Json } from '../../core/json.ts';
import type { RecordedCall } from '../../core/usage/sources/types.ts';
import { harCalls, isHar } from './har.ts';
import { isNock, nockCalls } from './nock.ts';
import { isPostman, postmanCalls } from './postman.ts';
import { isVcr, vcrCalls } from './vcr.ts';
import { isWireMock, wireMockCalls } from './wiremock.ts';

/** Reads JSON or YAML text; throws ForewarnError `input` with file and line. */
export type ParseText = (text: string, name: string) => Json;

const MOST_CALLS = 200_000;

/** Deepest nesting of a body that counts. */
const DEEPEST = 200;

/** Every kind of recording that is read; the first that fits is taken. */
const KINDS: readonly [(value: Json) => boolean, (value: Json, file: string) => Iterable<RecordedCall>][] = [
  [isHar, harCalls],
  [isPostman, postmanCalls],
  [isNock, nockCalls],
  [isVcr, vcrCalls],
  [isWireMock, wireMockCalls],
];

/**
 * The calls of a recording: HAR, a Postman collection, WireMock mappings, nock objects or a VCR cassette.
 *
 * @returns null for what is none of these
 * @throws ForewarnError `input` with file, line and reason, and with no piece of the text
 */
export function readRecording(text: string, file: string, parse: ParseText): RecordedCall[] | null {
  const value = parsed(text, file, parse);
  const kind = KINDS.find(([fits]) => fits(value));
  if (!kind) return null;
  const calls: RecordedCall[] = [];
  for (const call of kind[1](value, file)) {
    if (calls.length === MOST_CALLS)
      throw new ForewarnError('input', `this recording has more than ${MOST_CALLS} calls`, {
        place: { file },
      });
    calls.push(isTooDeep(call) ? { ...call, requestBody: null, responseBody: null } : call);
  }
  return calls;
}

function isTooDeep({ requestBody = null, responseBody = null }: RecordedCall): boolean {
  return isDeeperThan(requestBody, DEEPEST) || isDeeperThan(responseBody, DEEPEST);
}

/** Names of keys are part of what a recording holds: a message about one does not name it. */
function parsed(text: string, file: string, parse: ParseText): Json {
  try {
    return parse(text, file);
  } catch (error) {
    if (!(error instanceof ForewarnError)) throw error;
    const message = /^the key\b/.test(error.message) ? 'a key is written twice' : error.message;
    throw new ForewarnError(error.code, message, {
      ...(error.place && { place: error.place }),
      ...(error.fix !== undefined && { fix: error.fix }),
    });
  }
}
