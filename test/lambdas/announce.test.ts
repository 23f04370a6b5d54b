import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { appendLook } from '../../src/app/append-entry.ts';
import { openRegistration } from '../../src/app/registered-partner.ts';
import { ForewarnError } from '../../src/core/errors.ts';
import { aFinding, aLook, dayTime } from '../unit/lifecycle/look-fixture.ts';
import { type DeployedWorld, openDeployedWorld } from './deployed-world.ts';
import { contextOf } from './invocation.ts';

const LINES = `environments: { sandbox: https://sandbox.example }
contacts:
  ours: [{ email: payments@shop.example }]
  theirs: [{ email: api@partner.example }]
`;

interface StreamRecord {
  eventName: string;
  dynamodb: { SequenceNumber: string; Keys: object; NewImage: object };
}

/** Partners with a change that ours are to be told of, and the records of the stream that say so. */
async function shipped(...partners: string[]) {
  const world = openDeployedWorld();
  const records: StreamRecord[] = [];
  for (const partner of partners) {
    await world.register(partner, LINES);
    const opened = await openRegistration(world.sending, partner);
    const finding = aFinding('amount', { source: 'documents', cell: 'shipped', partner });
    const look = aLook(0, [finding], { partner });
    world.calendar.time = look.at;
    await appendLook(world.sending, {
      look,
      agreement: (opened as NonNullable<typeof opened>).agreement,
      by: { kind: 'schedule', id: 'test' },
    });
    records.push(await recordOf(world, partner, String(records.length + 1)));
  }
  return { world, records };
}

/** The record of the stream for the newest entry of a partner. */
async function recordOf(world: DeployedWorld, partner: string, number: string): Promise<StreamRecord> {
  const head = await world.stores.ledger.head(partner);
  const Keys = { PK: { S: `LEDGER#${partner}` }, SK: { S: String(head?.seq).padStart(12, '0') } };
  const NewImage = { ...Keys, body: { S: head?.body ?? '' }, due: { BOOL: true } };
  return { eventName: 'INSERT', dynamodb: { SequenceNumber: number, Keys, NewImage } };
}

const invoke = (world: DeployedWorld, Records: unknown[], more = {}, remainingMs = 60_000) =>
  world.announce(more)({ Records } as never, contextOf(remainingMs));

const failed = ({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }) =>
  batchItemFailures.map((one) => one.itemIdentifier);

describe('entries that make something due', () => {
  it('are told to ours at once, each partner once, in one batch', async () => {
    const { world, records } = await shipped('acme-pay', 'parcel-post');
    expect(failed(await invoke(world, [...records, ...records]))).toEqual([]);
    expect(world.sent.map(({ partner, side }) => [partner, side])).toEqual([
      ['acme-pay', 'ours'],
      ['parcel-post', 'ours'],
    ]);
    expect(world.measured()).toMatchObject({ NoticesSent: 2, NoticesFailed: 0 });
  });

  it('are told once, however often and in whatever order they come', async () => {
    const { world, records } = await shipped('acme-pay', 'parcel-post');
    await invoke(world, records);
    await invoke(world, records.toReversed());
    expect(new Set(world.sent.map(({ id }) => id)).size).toBe(2);
    expect(world.sent).toHaveLength(2);
  });

  it('stand at the time of the entry where everything is on one machine, also where it is long', async () => {
    const { world, records } = await shipped('acme-pay');
    const body = gzipSync(JSON.stringify({ at: dayTime(3) })).toString('base64');
    const [record] = records as [StreamRecord];
    record.dynamodb.NewImage = { bodyZ: { B: body } };
    await invoke(world, records);
    expect(world.calendar.time).toBe(dayTime(3));
  });

  it('of a partner that nobody registers any more are told to nobody', async () => {
    const { world, records } = await shipped('acme-pay');
    world.registry.records.clear();
    expect(failed(await invoke(world, records))).toEqual([]);
    expect(world.sent).toEqual([]);
  });

  it('leave no word about a dead channel but a failed attempt', async () => {
    const { world, records } = await shipped('acme-pay');
    const mailer = { send: async () => Promise.reject(new Error('payments@shop.example is unknown')) };
    expect(failed(await invoke(world, records, { mailer }))).toEqual([]);
    expect(world.measured()).toMatchObject({ NoticesFailed: 1 });
    expect(JSON.stringify(world.lines)).not.toContain('@shop.example');
  });
});

describe('what fails', () => {
  it('is reported from the first record of its partner on; the others are told all the same', async () => {
    const { world, records } = await shipped('acme-pay', 'parcel-post', 'city-geo');
    const read: typeof world.sending.registrations.read = async (partner) => {
      if (partner === 'parcel-post')
        throw new ForewarnError('storage', 'The table cannot be used (TimeoutError).');
      return world.sending.registrations.read(partner);
    };
    expect(failed(await invoke(world, records, { registrations: { read } }))).toEqual(['2']);
    expect(world.sent.map(({ partner }) => partner)).toEqual(['acme-pay', 'city-geo']);
    expect(world.measured()).toMatchObject({ Faults: 1, NoticesSent: 2 });
    expect(failed(await invoke(world, records.slice(1)))).toEqual([]);
    expect(world.sent.map(({ partner }) => partner)).toEqual(['acme-pay', 'city-geo', 'parcel-post']);
  });

  it('is what is of no ledger: counted, reported, and in nobody’s way', async () => {
    const { world, records } = await shipped('acme-pay');
    const strange = {
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: '0', Keys: { PK: { S: 'LEDGER#../x' } } },
    };
    expect(failed(await invoke(world, [strange, ...records]))).toEqual(['0']);
    expect(world.sent).toHaveLength(1);
    expect(world.measured()).toMatchObject({ PoisonEvents: 1 });
  });

  it('is what there is no time for', async () => {
    const { world, records } = await shipped('acme-pay');
    expect(failed(await invoke(world, records, {}, 5_000))).toEqual(['1']);
    expect(world.sent).toEqual([]);
    expect(world.measured()).not.toHaveProperty('Faults');
  });
});
