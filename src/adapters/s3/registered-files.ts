import { gunzipSync, gzipSync } from 'node:zlib';
import { PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { RegisteredFiles } from '../../app/registry-ports.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import { ForewarnError } from '../../core/errors.ts';
import { registeredFiles, registrationHash } from '../../core/registration/registered-files.ts';
import { serviceFault } from '../aws-fault.ts';
import { plainName } from '../crypto/sealed-payload.ts';
import { sha256 } from '../crypto/sha256.ts';
import type { Bucket } from './bucket.ts';
import { readObject } from './read-object.ts';

/** Most bytes of the files of one partner, folded and unfolded (as JSON, where each byte may be written as six). */
const FOLDED_BYTES = 24 * 1024 * 1024;
const UNFOLDED_BYTES = 128 * 1024 * 1024;

const texts = z.record(z.string(), z.string());

/**
 * The files of registrations in a bucket, as `registered/<partner>/<hash>.json.gz`: the canonical JSON of paths and
 * texts. The name is a hash over what is in it, so an object is written once, and what is read is held against it.
 */
export function createRegisteredFiles(bucket: Bucket): RegisteredFiles {
  return {
    async put(partner, hash, files) {
      const object = {
        Bucket: bucket.name,
        Key: keyOf(partner, hash),
        Body: gzipSync(canonicalJson(files)),
        ContentType: 'application/gzip',
        IfNoneMatch: '*',
      };
      try {
        await bucket.client.send(new PutObjectCommand(object));
      } catch (error) {
        if (!isThere(error)) throw serviceFault('The bucket', error);
      }
    },
    async get(partner, hash) {
      const bytes = await readObject(bucket, keyOf(partner, hash), FOLDED_BYTES);
      return bytes && unfolded(bytes, hash);
    },
  };
}

function keyOf(partner: string, hash: string): string {
  return `registered/${plainName(partner)}/${plainName(hash)}.json.gz`;
}

/** The object is there already; also where the answer to our own put was lost. */
function isThere(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === 'PreconditionFailed';
}

function unfolded(bytes: Uint8Array, hash: string): Record<string, string> {
  try {
    const text = gunzipSync(bytes, { maxOutputLength: UNFOLDED_BYTES }).toString('utf8');
    const files = texts.parse(JSON.parse(text));
    if (registrationHash(registeredFiles(files, sha256), sha256) === hash) return files;
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable();
}

function unreadable(cause?: unknown): ForewarnError {
  return new ForewarnError('integrity', 'The registered files are not what their name says.', {
    fix: 'Was the bucket written to by something else? Change a file of the partner and register it again.',
    cause,
  });
}
