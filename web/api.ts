import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { HistoryRecord } from '../src/app/history.ts';
import { ForewarnError } from '../src/core/errors.ts';
import type { PartnerLine } from '../src/core/report/partner-line.ts';
import { type PartnerStatus, statusOf } from '../src/core/report/status.ts';
import { answerError, refuse } from './answer-error.ts';
import { changesApi } from './api-changes.ts';
import type { Door } from './door.ts';
import { findChange } from './find-change.ts';
import { onlyOurs, protect } from './guard.ts';
import { standingOf } from './standing.ts';
import type { PageSources } from './types.ts';

/** How the partners stand. */
export interface StatusAnswer {
  partners: (PartnerStatus & { line: PartnerLine })[];
  /** Ask again with `after` of this; null: there are no more. */
  next: string | null;
}

/** Entries of a ledger, oldest first. */
export interface HistoryAnswer {
  partner: string;
  entries: EntryAnswer[];
  /** Ask again with `after` of this; null: there are no more. */
  next: number | null;
}

/** One entry. `body`: its canonical JSON byte for byte, of which `hash` is the SHA-256; null where it is too long. */
export type EntryAnswer = Pick<HistoryRecord, 'seq' | 'at' | 'by' | 'hash' | 'lines'> & {
  body: string | null;
};

/** What a release did. */
export interface ReleaseAnswer {
  outcome: 'released' | 'already';
  change: string;
  notices: string[];
}

/** A report of people that was taken. */
export interface SignalAnswer {
  journey: string;
  /** ISO time of the hour that it counts in. */
  hour: string;
  /** Reports of this journey in that hour. */
  count: number;
}

/** Most bytes of a report. */
const MOST_SIGNAL_BYTES = 20_000;

/** Most entries of one answer, and most characters of their bodies: a function answers 6 MB at most. */
const MOST_ENTRIES = 200;
const MOST_CHARACTERS = 2_000_000;
/** Most lines of one entry. */
const MOST_LINES = 1000;

/** The API for people and their tools, as `openapi/forewarn.yaml` has it: what is to be done, status, changes, history, release, reports. */
export function createApi(sources: PageSources, door: Door): Hono {
  const api = new Hono().basePath('/v1');
  api.use(protect, onlyOurs(door), async (context, next) =>
    door.person(context) === null
      ? refuse(context, 401, 'unauthorized', 'The request comes without a person.', 'send your token')
      : next(),
  );

  api.get('/status', async (context) => {
    const { views, next } = await sources.partners(context.req.query('after') ?? null);
    const partners = await Promise.all(
      views.map(async (view) => ({ ...statusOf(view.state), line: await standingOf(sources, view) })),
    );
    return context.json({ partners, next } satisfies StatusAnswer);
  });

  api.get('/partners/:partner/history', async (context) => {
    const view = await sources.partner(context.req.param('partner'));
    if (!view) return refuse(context, 404, 'not-found', 'There is no such partner.');
    const after = sequence(context.req.query('after'));
    return context.json(await historyAnswer(sources, view.agreement.partner, after));
  });

  api.post('/changes/:ref/release', async (context) => {
    const found = await findChange(sources, context.req.param('ref'));
    if (!found) return refuse(context, 404, 'not-found', 'There is no such change.');
    const person = door.person(context) ?? '';
    const { outcome, change, notices } = await sources.release(found.view, found.change.ref, person);
    return context.json({ outcome, change, notices } satisfies ReleaseAnswer);
  });

  api.post(
    '/signals',
    bodyLimit({
      maxSize: MOST_SIGNAL_BYTES,
      onError: (context) => refuse(context, 413, 'input', 'This report is too long.'),
    }),
    async (context) => {
      const { journey, text } = signalOf(await context.req.text());
      const person = door.person(context) ?? '';
      const heard = await sources.hear?.(journey, text, person);
      if (!heard) return refuse(context, 404, 'not-found', 'There is no such journey.');
      const { hour, count } = heard;
      return context.json({ journey: heard.journey, hour, count } satisfies SignalAnswer);
    },
  );

  changesApi(api, sources, door);

  api.notFound((context) => refuse(context, 404, 'not-found', 'There is no such resource.'));
  api.onError((error, context) => answerError(context, error, sources.fault));
  return api;
}

async function historyAnswer(sources: PageSources, partner: string, after: number): Promise<HistoryAnswer> {
  const entries: EntryAnswer[] = [];
  let characters = 0;
  for await (const { seq, at, by, hash, lines, body } of sources.history(partner, after)) {
    const long = body.length > MOST_CHARACTERS;
    characters += long ? 0 : body.length;
    if (entries.length === MOST_ENTRIES || (entries.length > 0 && characters > MOST_CHARACTERS))
      return { partner, entries, next: entries.at(-1)?.seq ?? after };
    entries.push({ seq, at, by, hash, lines: lines.slice(0, MOST_LINES), body: long ? null : body });
  }
  return { partner, entries, next: null };
}

function signalOf(body: string): { journey: string; text: string } {
  try {
    const { journey, text } = JSON.parse(body) as Record<string, unknown>;
    if (typeof journey === 'string' && typeof text === 'string') return { journey, text };
  } catch {
    // Told below, as what it should have been.
  }
  throw new ForewarnError('input', 'the body must be JSON with `journey` and `text`');
}

function sequence(text = '0'): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new ForewarnError('usage', '`after` is the number of a ledger entry');
}
