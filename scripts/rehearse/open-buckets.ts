import type { Aws } from './call-aws.ts';
import { type Deployment, plannedOf } from './deployment.ts';
import { bucketPolicy } from './kinds/bucket.ts';
import { textAt } from './shape.ts';

/**
 * Does something while buckets can be reached without TLS: their policies refuse that, and an emulator on loopback
 * has no TLS. Where the emulator holds to a policy, it is put aside meanwhile and then set again.
 *
 * @returns what the work gave, and how many policies were put aside.
 */
export async function withOpenBuckets<T>(
  aws: Aws,
  deployments: Deployment[],
  work: () => Promise<T>,
): Promise<{ result: T; aside: number }> {
  const aside: (() => Promise<unknown>)[] = [];
  for (const deployment of deployments)
    for (const [id, resource] of Object.entries(deployment.stack.template.Resources)) {
      if (resource.Type !== 'AWS::S3::BucketPolicy' || !deployment.known.has(id)) continue;
      const planned = plannedOf(deployment, id);
      const bucket = textAt(planned, 'Bucket');
      if (!(await isClosed(aws, bucket))) continue;
      await aws.rest('s3', 'DELETE', `/${bucket}?policy=`);
      aside.push(async () => bucketPolicy.make?.(aws, id, planned));
    }
  try {
    return { result: await work(), aside: aside.length };
  } finally {
    for (const again of aside) await again();
  }
}

/** Whether even asking for an object that is not there is refused. */
async function isClosed(aws: Aws, bucket: string): Promise<boolean> {
  const answer = await aws.rest('s3', 'GET', `/${bucket}/not-there`);
  return 'refused' in answer && answer.refused.status === 403;
}
