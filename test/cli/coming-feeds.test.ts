import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readMail } from '../e2e/mail.ts';
import { type CheckWorld, openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

interface Feed {
  url: string;
  text: string;
  type: string;
  /** Statuses that were answered. */
  answered: number[];
}

/** A page of a partner on loopback, with an entity tag. */
async function openFeed(path: string, type: string): Promise<Feed> {
  const feed: Feed = { url: '', text: '', type, answered: [] };
  const server = createServer((request, response) => {
    const tag = `"${Buffer.from(feed.text).toString('base64url').slice(-20)}"`;
    const known = request.headers['if-none-match'] === tag;
    feed.answered.push(known ? 304 : 200);
    response.writeHead(known ? 304 : 200, { etag: tag, 'content-type': feed.type });
    response.end(known ? undefined : feed.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  feed.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return feed;
}

function atom(...entries: { day: string; title: string; html: string }[]): string {
  const written = entries.map(
    ({ day, title, html }) =>
      `<entry><id>${title}</id><title>${title}</title><updated>${day}T08:00:00Z</updated><content type="html"><![CDATA[${html}]]></content></entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>${written.join('')}</feed>`;
}

const coming = async ({ cwd }: CheckWorld) =>
  JSON.parse((await runCli(['coming', '--state', 'data', '--format', 'json'], { cwd })).out);
const byDay = (one: { until: string | null }, other: { until: string | null }) =>
  (one.until ?? '9').localeCompare(other.until ?? '9');
const old = { day: '2024-01-05', title: 'Parcels', html: '<p><code>GET /parcels</code> answers faster.</p>' };

describe('announcements', () => {
  it('become dated changes where they are beyond doubt, else passages to read; told once', async () => {
    const feed = await openFeed('/news.atom', 'application/atom+xml');
    const world = await openCheckWorld(`announcements: [${feed.url}]\nmigration-days: 14\n`);
    feed.text = atom(old);
    await world.check('--state', 'data');
    expect(await coming(world)).toMatchObject({ coming: [], toRead: [] });

    const gone = {
      day: inDays(-1),
      title: 'End of a list',
      html: `<p>Hello all.</p><p><code>GET /parcels</code> will be removed on ${inDays(90)}.</p>`,
    };
    const vague = {
      day: inDays(-2),
      title: 'Weights <script>alert(1)</script>',
      html: '<p>We are thinking about <code>listParcels</code> and its <code>weight</code>.</p>',
    };
    const other = {
      day: inDays(-2),
      title: 'Depots',
      html: '<p>GET /depots will be removed on 1 June 2031.</p>',
    };
    feed.text = atom(gone, vague, other, old);
    const second = await world.check('--state', 'data', '--format', 'json');

    expect(JSON.parse(second.out).coming).toMatchObject([
      { subject: 'GET /parcels operation', on: inDays(90), known: 'feed', what: 'removed', late: false },
    ]);
    expect(JSON.parse(second.out).verdict).toBe('changing');
    const after = await coming(world);
    expect(after.coming).toMatchObject([{ on: inDays(90), known: 'feed', sources: [{ known: 'feed' }] }]);
    const place = { partner: 'parcel-post', used: true, url: feed.url };
    expect(after.toRead.toSorted(byDay)).toMatchObject([
      { ...place, names: ['GET /parcels'], until: inDays(90) },
      { ...place, names: ['GET /parcels', 'weight'], until: null },
    ]);
    const human = await runCli(['coming', '--state', 'data'], { cwd: world.cwd });
    expect(human.out).toContain('known heard in feed');
    expect(human.out).toContain('to be confirmed by a person');
    expect(human.out).not.toContain('alert');

    const read = await runCli(['coming', 'read', 'parcel-post', '--state', 'data', '--by', 'Ana'], {
      cwd: world.cwd,
    });
    expect(read.out).toContain('3 passages read.\n');
    expect(read.out).toContain(`${inDays(90)}: let stand, and reminded of as it comes near`);
    expect((await coming(world)).toRead).toEqual([]);
    const readSince = await runCli(['coming', '--state', 'data'], { cwd: world.cwd });
    expect(readSince.out).not.toContain('to be confirmed by a person');

    const entries = async () =>
      (await runCli(['history', '--state', 'data'], { cwd: world.cwd })).out.match(/heard in feed/g)?.length;
    const before = await entries();
    await world.check('--state', 'data');
    expect(await entries()).toBe(before);
    feed.text = atom(old);
    await world.check('--state', 'data');
    expect(await coming(world), 'what scrolled out of the feed still holds').toMatchObject({
      coming: [{ on: inDays(90) }],
    });
  });

  it('that were there when it was first read count as read, but for young ones of what we use', async () => {
    const feed = await openFeed('/changelog', 'text/html');
    const world = await openCheckWorld(`announcements: [${feed.url}]\n`);
    feed.text = `<!doctype html><html><body><h1>Changes</h1>
      <h2>${inDays(-3)}</h2><ul><li>GET /parcels is going away on ${inDays(40)}.</li></ul>
      <h2>${inDays(-50)}</h2><ul><li>GET /parcels will be removed on ${inDays(300)}.</li></ul>
      <h2>${inDays(-4)}</h2><p><code>GET /parcels</code> is faster.</p></body></html>`;

    await world.check('--state', 'data');

    const { coming: told, toRead } = await coming(world);
    expect(told).toMatchObject([{ on: inDays(40), known: 'feed' }]);
    expect(toRead).toMatchObject([{ names: ['GET /parcels'], until: inDays(40) }]);
  });

  it('that cannot be read are said so and change nothing else', async () => {
    const feed = await openFeed('/news.xml', 'text/html');
    const world = await openCheckWorld(`announcements: [${feed.url}]\n`);
    feed.text = '<!doctype html><html><body>Please sign in</body></html>';

    const { code, err } = await world.check('--state', 'data');

    expect(code).toBe(0);
    expect(err).toContain(`parcel-post: ${feed.url} could not be read: a web page, not a feed`);
    const dry = await world.check('--dry-run');
    expect(dry.out).toContain(`GET ${feed.url}`);
  });

  it('that give a near day to what we use come by mail: to be read, then, let stand by a person, as a reminder', async () => {
    const feed = await openFeed('/news.atom', 'application/atom+xml');
    const contacts = (...names: string[]) =>
      `contacts: { ours: [${names.map((name) => `{ email: ${name}@shop.example }`).join(', ')}] }\n`;
    const world = await openCheckWorld(`announcements: [${feed.url}]\n${contacts('payments')}`);
    const mail = () => readMail(join(world.cwd, 'data', 'mailbox', 'ours'));
    feed.text = atom(old);
    await world.check('--state', 'data');
    const gone = { day: inDays(-1), title: 'End', html: `<p>GET /parcels is removed on ${inDays(10)}.</p>` };
    feed.text = atom(gone, old);

    await world.check('--state', 'data');
    const [digest, ...more] = await mail();
    expect(more).toEqual([]);
    expect(digest).toContain('Subject: parcel-post: what is to be read');
    expect(digest).toContain('To read in what they announced');
    expect(digest).toContain(inDays(10));
    await world.check('--state', 'data');
    expect(await mail()).toHaveLength(1);

    const file = join(world.cwd, 'contracts', 'parcel-post', 'agreement.yaml');
    const written = readFileSync(file, 'utf8');
    writeFileSync(file, written.replace(contacts('payments'), contacts('payments', 'lead')));
    await runCli(['coming', 'read', 'parcel-post', '--state', 'data', '--by', 'Ana'], { cwd: world.cwd });
    await world.check('--state', 'data');
    const reminders = (await mail()).filter((text) => text.includes('a date comes near'));
    expect(reminders).toHaveLength(1);
    expect(reminders[0], 'who had the digest knows it').toContain('lead@shop.example');
    expect(reminders[0]).toContain(`${inDays(10)}, in 10 days`);

    const verified = await runCli(['history', 'verify', '--state', 'data'], { cwd: world.cwd });
    expect(verified.code).toBe(0);
  });

  it('that a person has written down are a change, with notices and reminders of its own', async () => {
    const world = await openCheckWorld('contacts: { ours: [{ email: payments@shop.example }] }\n');
    await world.check('--state', 'data');
    const told = ['--what', 'listParcels', '--change', 'removed', '--on', inDays(12), '--heard', 'a call'];
    await runCli(['coming', 'add', 'parcel-post', ...told], { cwd: world.cwd });

    await world.check('--state', 'data');

    const mail = await readMail(join(world.cwd, 'data', 'mailbox', 'ours'));
    expect(mail).toHaveLength(1);
    expect(mail[0]).toContain('Subject: [PARCEL-POST-1] parcel-post: a change that touches us');
    expect(mail[0]).toContain(inDays(12));
  });
});
