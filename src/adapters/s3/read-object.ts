import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { ForewarnError } from '../../core/errors.ts';
import { serviceFault } from '../aws-fault.ts';
import type { Bucket } from './bucket.ts';

/**
 * The bytes of an object; null where there is none. To a role that may not list the bucket, S3 says `AccessDenied` of
 * what is not there: that is a fault here.
 *
 * @throws ForewarnError `integrity` for an object of more than `mostBytes`, `storage` where the bucket cannot be used.
 */
export async function readObject(bucket: Bucket, key: string, mostBytes: number): Promise<Uint8Array | null> {
  try {
    const { Body, ContentLength } = await bucket.client.send(
      new GetObjectCommand({ Bucket: bucket.name, Key: key }),
    );
    if (ContentLength === undefined || ContentLength > mostBytes) {
      await Body?.transformToWebStream().cancel();
      throw new ForewarnError('integrity', `An object of the bucket is larger than ${mostBytes} bytes.`);
    }
    return (await Body?.transformToByteArray()) ?? null;
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error instanceof ForewarnError ? error : serviceFault('The bucket', error);
  }
}
