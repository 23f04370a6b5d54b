import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type CfnGlobalTable,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledgeResource, allow, type Binding } from './binding.ts';
import { throughService } from './customer-key.ts';

/** Beginnings of the partitions whose items are no record: projections, which can be rebuilt, and run data. */
const PROJECTIONS = ['STATE#*', 'RUN#*'];
const REGISTRATIONS = ['REGISTRATION#*', 'REGISTRATIONS'];

/** The one table. It outlives the stack, can be set back to any second of 35 days, and forgets run data by `ttl`. */
export class LedgerTable extends Construct {
  readonly table: TableV2;
  private readonly key: Key | undefined;

  constructor(scope: Construct, id: string, { key }: { key: Key | undefined }) {
    super(scope, id);
    this.key = key;
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'PK', type: AttributeType.STRING },
      sortKey: { name: 'SK', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      encryption: key ? TableEncryptionV2.awsManagedKey() : TableEncryptionV2.dynamoOwnedKey(),
    });
    // The construct takes a key only where the region is known ahead; the template does not need that.
    if (key) {
      const written = this.table.node.defaultChild as CfnGlobalTable;
      written.addPropertyOverride('Replicas.0.SSESpecification.KMSMasterKeyId', key.keyArn);
    }
  }

  /** Reads and puts items. What was committed to a ledger cannot be deleted: only projections and run data can. */
  forWork(): Binding {
    return this.binding(PROJECTIONS);
  }

  /** Reads and puts items; deletes registrations. */
  forRegistering(): Binding {
    return this.binding(REGISTRATIONS);
  }

  /** The ARN of the stream of changes. */
  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('the table has no stream');
    return tableStreamArn;
  }

  /** Reads the stream of changes, as Lambda does in the function's name. */
  forWakeUps(): Binding {
    const streams = `${this.table.tableArn}/stream/*`;
    return {
      variables: {},
      statements: [
        allow(
          ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          [this.streamArn],
        ),
        allow(['dynamodb:ListStreams'], [streams]),
      ],
      acknowledged: [
        acknowledgeResource(
          this,
          streams,
          'Lambda lists the streams of the table before it reads one; a listing names no single stream.',
        ),
      ],
    };
  }

  private binding(deletable: string[]): Binding {
    const arn = this.table.tableArn;
    return {
      variables: { FOREWARN_TABLE: this.table.tableName },
      statements: [
        allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], [arn]),
        allow(['dynamodb:DeleteItem'], [arn], {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': deletable },
        }),
        ...throughService(this.key, 'dynamodb'),
      ],
    };
  }
}
