import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { type CheckWorld, open, openCheckWorld, parcelDocument } from './check-world.ts';
import { runCli } from './run-cli.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const CONTACT = 'contacts: { ours: [{ email: parcels@shop.example }] }\n';

/** Lets the partner publish a document. */
function publish({ emulator }: CheckWorld, document: JsonObject): void {
  emulator.setVersion(open(document));
}

function mails({ cwd }: CheckWorld): string[] {
  const dir = join(cwd, 'data', 'mailbox');
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8').replace(/\s+/g, ' '));
}

/** The document with marks at a place. */
function marked(place: 'operation' | 'path' | 'info' | 'property' | 'unused', marks: JsonObject): JsonObject {
  const document = structuredClone(parcelDocument()) as unknown as {
    info: JsonObject;
    paths: Record<string, { get: JsonObject }>;
    components: { schemas: { Parcel: { properties: { weight: JsonObject } } } };
  };
  const at = {
    operation: document.paths['/parcels']?.get,
    path: document.paths['/parcels'],
    info: document.info,
    property: document.components.schemas.Parcel.properties.weight,
    unused: document.paths['/depots']?.get,
  }[place];
  Object.assign(at as object, marks);
  return document as unknown as JsonObject;
}

describe('a mark in their document that the comparison does not know', () => {
  it.each([
    ['operation', { 'x-removal-date': inDays(60) }, 'GET /parcels operation'],
    ['operation', { 'x-deprecated-at': inDays(-3), 'x-eol': inDays(60) }, 'GET /parcels operation'],
    ['path', { 'x-sunset-date': inDays(60) }, 'GET /parcels operation'],
    ['info', { 'x-end-of-life': inDays(60) }, 'GET /parcels operation'],
    ['property', { 'x-removed-on': inDays(60) }, 'GET /parcels response 200 application/json /*/weight'],
  ] as const)(
    'at %s: %j is a change with a date, told to us',
    async (place, marks, subject) => {
      const world = await openCheckWorld(`${CONTACT}notice-days: { breaking: 90, warning: 70 }\n`);
      publish(world, parcelDocument());
      await world.check('--state', 'data');
      expect(mails(world)).toEqual([]);
      publish(world, marked(place, marks));

      const { code, out } = await world.check('--state', 'data', '--format', 'json');

      const report = JSON.parse(out);
      expect(report.coming).toMatchObject([
        { subject, on: inDays(60), known: 'document', change: 'PARCEL-POST-1' },
      ]);
      expect([code, report.verdict]).toEqual([0, 'changing']);
      const [mail, ...others] = mails(world);
      expect(others).toEqual([]);
      expect(mail).toContain('[PARCEL-POST-1]');
      expect(mail).toContain(`The published document says that it will go on ${inDays(60)}`);
      expect(mail).toContain('given: 60');

      await world.check('--state', 'data');
      expect(mails(world)).toHaveLength(1);
      publish(world, parcelDocument());
      await world.check('--state', 'data');
      expect(mails(world).filter((one) => one.includes('taken back'))).toHaveLength(1);
    },
    20_000,
  );

  it('touches nobody where we do not use it', async () => {
    const world = await openCheckWorld(CONTACT);
    publish(world, marked('unused', { 'x-removal-date': inDays(60) }));
    const { out } = await world.check('--state', 'data', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ coming: [], verdict: 'agrees' });
    expect(mails(world)).toEqual([]);
  });
});

describe('an answer with a day', () => {
  it('is one of the sources of what is coming', async () => {
    const world = await openCheckWorld(CONTACT);
    publish(world, marked('operation', { 'x-removal-date': inDays(60) }));
    await world.check('--state', 'data');
    const answer = (...argv: string[]) =>
      runCli(['answer', 'PARCEL-POST-1', '--state', 'data', ...argv], { cwd: world.cwd });
    await answer('--plan', inDays(80), '--side', 'theirs');
    await answer('--plan', inDays(40), '--side', 'ours');

    const { out } = await runCli(['coming', '--state', 'data', '--format', 'json'], { cwd: world.cwd });

    const [one, ...others] = JSON.parse(out).coming;
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      on: inDays(60),
      contradictions: [{ kind: 'dates', dates: [inDays(60), inDays(80)] }],
    });
    expect(one.sources).toContainEqual(
      expect.objectContaining({ known: 'answer', says: 'ends', on: inDays(80) }),
    );
    expect(one.sources).toContainEqual(
      expect.objectContaining({ known: 'answer', says: 'ready', on: inDays(40) }),
    );
    const human = await runCli(['coming', '--state', 'data'], { cwd: world.cwd });
    expect(human.out).toContain(`by an answer we are ready on ${inDays(40)}`);
  });
});
