import type { Answer } from '../protocol.ts';
import { Refusal } from '../refusal.ts';
import { ACCOUNT, type Call, REGION, type Service } from '../start-stand-in.ts';
import { targetOf } from '../targeted.ts';
import type { Attributes, TableStream } from './stream.ts';

interface Asked {
  TableName?: string;
  Key?: Attributes;
  Item?: Attributes;
  KeyConditionExpression?: string;
  ExpressionAttributeValues?: Attributes;
  ReturnValues?: string;
}

/** Changes of items that the stream must tell of; what else changes items is refused. */
const WRITES: Record<string, true> = { PutItem: true, DeleteItem: true };
const READS = ['GetItem', 'Query', 'Scan', 'DescribeTable', 'CreateTable', 'BatchGetItem'];

/**
 * DynamoDB: every call is checked here and then answered by dynalite. What a put or delete changed is added to the
 * table's stream, which dynalite has not got.
 *
 * @param dynalite base URL.
 */
export function dynamodbService(dynalite: string, streams: ReadonlyMap<string, TableStream>): Service {
  return {
    name: 'dynamodb',
    protocol: 'json-1.0',
    throttled: new Refusal(
      'ProvisionedThroughputExceededException',
      'Throughput exceeds the current capacity.',
    ),
    failed: new Refusal('InternalServerError', 'Internal server error', 500),
    denied: new Refusal('AccessDeniedException', ''),
    operationOf: targetOf('DynamoDB_20120810'),
    async handle(call) {
      const asked = JSON.parse(call.body.toString()) as Asked;
      const { operation } = call;
      const table = String(asked.TableName ?? '');
      const arn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}`;
      if (operation !== 'CreateTable')
        call.authorise(`dynamodb:${operation}`, arn, { 'dynamodb:LeadingKeys': leadingKeys(asked) });
      if (READS.includes(operation)) return forward(dynalite, call, asked);
      if (!WRITES[operation]) throw new RangeError(`${operation} is not known here`);
      return written(dynalite, call, asked, streams.get(table));
    },
  };
}

async function written(
  dynalite: string,
  call: Call,
  asked: Asked,
  stream: TableStream | undefined,
): Promise<Answer> {
  const answer = await forward(dynalite, call, { ...asked, ReturnValues: 'ALL_OLD' });
  if (answer.status !== 200) return answer;
  const { Attributes: before = null, ...told } = JSON.parse(String(answer.body)) as {
    Attributes?: Attributes;
  };
  stream?.add(before, asked.Item ?? null);
  const body = asked.ReturnValues === 'ALL_OLD' && before ? { ...told, Attributes: before } : told;
  return { ...answer, body: JSON.stringify(body) };
}

async function forward(dynalite: string, { headers }: Call, asked: Asked): Promise<Answer> {
  const names = ['authorization', 'content-type', 'x-amz-date', 'x-amz-target'];
  const sent = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]));
  const response = await fetch(dynalite, { method: 'POST', headers: sent, body: JSON.stringify(asked) });
  const body = await response.text();
  return { status: response.status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}

/** Partition keys that a call is about. */
function leadingKeys({ Key, Item, KeyConditionExpression = '', ExpressionAttributeValues }: Asked): string[] {
  const named = /\bPK\s*=\s*(:\w+)/.exec(KeyConditionExpression)?.[1];
  const values = [(Key ?? Item)?.PK?.S, named ? ExpressionAttributeValues?.[named]?.S : undefined];
  return values.filter((value) => typeof value === 'string');
}
