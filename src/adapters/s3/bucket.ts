import type { S3Client } from '@aws-sdk/client-s3';

/** The bucket: a client and its name. */
export interface Bucket {
  client: S3Client;
  name: string;
}
