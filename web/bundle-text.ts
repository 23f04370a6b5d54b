import { gunzipSync } from 'node:zlib';
import { ForewarnError } from '../src/core/errors.ts';
import { MOST_BYTES } from '../src/core/registration/parse-bundle.ts';

/** Most bytes of a bundle as JSON: texts grow where they are quoted. */
const UNFOLDED_BYTES = 2 * MOST_BYTES;

/**
 * What a request's body says as JSON, unfolded where it is sent as gzip, to a limit.
 *
 * @throws ForewarnError `input`
 */
export function bundleText(body: Uint8Array, encoding: string | undefined): unknown {
  try {
    const plain =
      encoding === 'gzip' ? gunzipSync(body, { maxOutputLength: UNFOLDED_BYTES }) : Buffer.from(body);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch (cause) {
    const large = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new ForewarnError(
      'input',
      large
        ? `the registration unfolds to more than ${UNFOLDED_BYTES / 1_000_000} MB`
        : 'the body is no JSON, as it is or by gzip',
      { fix: 'send it with `forewarn register`' },
    );
  }
}
