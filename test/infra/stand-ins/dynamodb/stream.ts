import { ACCOUNT, REGION } from '../start-stand-in.ts';

/** Attributes of an item, as the service writes them. */
export type Attributes = Record<string, Record<string, unknown>>;

/** A record of a table's stream, as a function gets it. */
export interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  eventSourceARN: string;
  dynamodb: {
    ApproximateCreationDateTime: number;
    Keys: Attributes;
    NewImage?: Attributes;
    OldImage?: Attributes;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: string;
  };
}

/** What a table's stream tells of each change. */
export type StreamView = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** A table's stream: every change that was made, in its order. */
export interface TableStream {
  arn: string;
  records: StreamRecord[];
  /** Adds what became of an item; nothing where it is as it was. */
  add(before: Attributes | null, after: Attributes | null): void;
}

/** Starts an empty stream. */
export function createTableStream(table: string, view: StreamView): TableStream {
  const arn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}/stream/2026-11-01T00:00:00.000`;
  const records: StreamRecord[] = [];
  let sequence = 100_000_000_000_000_000_000n;
  return {
    arn,
    records,
    add(before, after) {
      const image = after ?? before;
      if (!image || JSON.stringify(before) === JSON.stringify(after)) return;
      const number = String(++sequence);
      records.push({
        eventID: number.slice(-12),
        eventName: after === null ? 'REMOVE' : before === null ? 'INSERT' : 'MODIFY',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: REGION,
        eventSourceARN: arn,
        dynamodb: {
          ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
          Keys: { PK: image.PK ?? {}, SK: image.SK ?? {} },
          ...(after && /NEW/.test(view) ? { NewImage: after } : {}),
          ...(before && /OLD/.test(view) ? { OldImage: before } : {}),
          SequenceNumber: number,
          SizeBytes: JSON.stringify(image).length,
          StreamViewType: view,
        },
      });
    },
  };
}
