import type { JsonObject } from '../../../src/core/json.ts';
import { type Aws, found, taken } from '../call-aws.ts';
import { REGION } from '../emulator.ts';
import { listAt, objectAt, textAt, told } from '../shape.ts';
import type { Kind } from './kind.ts';

const call = (aws: Aws, operation: string, body: JsonObject) =>
  aws.json('dynamodb', `DynamoDB_20120810.${operation}`, body);

/** The table, in the words of a global table with one replica. */
export const globalTable: Kind = {
  async read(aws, { id }) {
    const table = objectAt(await found(call(aws, 'DescribeTable', { TableName: id })), 'Table');
    if (!table.TableName) return null;
    const backups = await found(call(aws, 'DescribeContinuousBackups', { TableName: id }));
    const expiry = objectAt(
      await found(call(aws, 'DescribeTimeToLive', { TableName: id })),
      'TimeToLiveDescription',
    );
    const recovery = textAt(
      backups ?? {},
      'ContinuousBackupsDescription',
      ...['PointInTimeRecoveryDescription', 'PointInTimeRecoveryStatus'],
    );
    return {
      ...told({
        TableName: table.TableName,
        AttributeDefinitions: table.AttributeDefinitions ?? null,
        KeySchema: table.KeySchema ?? null,
        BillingMode: textAt(table, 'BillingModeSummary', 'BillingMode'),
        StreamSpecification: objectAt(table, 'StreamSpecification'),
        GlobalSecondaryIndexes: listAt(table, 'GlobalSecondaryIndexes'),
        SSESpecification: sse(objectAt(table, 'SSEDescription')),
        TimeToLiveSpecification: told({
          AttributeName: textAt(expiry, 'AttributeName'),
          Enabled: expiry.TimeToLiveStatus === 'ENABLED',
        }),
      }),
      Replicas: [
        {
          Region: REGION,
          DeletionProtectionEnabled: table.DeletionProtectionEnabled ?? null,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: recovery === 'ENABLED' },
        },
      ],
    };
  },
  async attributes(aws, { id }) {
    const table = objectAt(await found(call(aws, 'DescribeTable', { TableName: id })), 'Table');
    return { Arn: textAt(table, 'TableArn'), StreamArn: textAt(table, 'LatestStreamArn') };
  },
  async complete(aws, { id, planned }) {
    const replica = objectAt({ first: listAt(planned, 'Replicas')[0] ?? {} }, 'first');
    const recovery = objectAt(replica, 'PointInTimeRecoverySpecification');
    const expiry = objectAt(planned, 'TimeToLiveSpecification');
    if (recovery.PointInTimeRecoveryEnabled)
      await taken(
        'point-in-time recovery',
        call(aws, 'UpdateContinuousBackups', {
          TableName: id,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      );
    if (expiry.AttributeName)
      await taken(
        'time to live',
        call(aws, 'UpdateTimeToLive', { TableName: id, TimeToLiveSpecification: expiry }),
      );
  },
  async remove(aws, { id }) {
    await found(call(aws, 'UpdateTable', { TableName: id, DeletionProtectionEnabled: false }));
    await taken('delete the table', call(aws, 'DeleteTable', { TableName: id }));
  },
};

/** Whether the emulator refuses to delete a table that is protected. */
export async function isDeleteRefused(aws: Aws, id: string): Promise<boolean> {
  return 'refused' in (await call(aws, 'DeleteTable', { TableName: id }));
}

/**
 * A global table with one replica as the plain table that it is, for a CloudFormation that knows only that one.
 *
 * @param properties of `AWS::DynamoDB::GlobalTable`
 */
export function asPlainTable(properties: JsonObject): JsonObject {
  const { Replicas: _, WriteOnDemandThroughputSettings: __, ...shared } = properties;
  const { Region: ___, ...own } = objectAt({ first: listAt(properties, 'Replicas')[0] ?? {} }, 'first');
  return { ...shared, ...own };
}

/** A table that tells nothing of it is encrypted with a key that is AWS's own. */
function sse(description: JsonObject): JsonObject {
  return told({ SSEEnabled: description.Status === 'ENABLED', SSEType: description.SSEType ?? null });
}
