import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { HistoryRecord } from '../src/app/history.ts';
import { ForewarnError } from '../src/core/errors.ts';
import { waitingFor } from '../src/core/lifecycle/sendable.ts';
import { plainText } from '../src/core/report/plain-text.ts';
import { changePage } from './change-page.ts';
import type { Door } from './door.ts';
import { findChange } from './find-change.ts';
import { onlyOurs, protect } from './guard.ts';
import { page } from './layout.ts';
import { overviewPage } from './overview-page.ts';
import { partnerPage } from './partner-page.ts';
import { STYLE } from './style.ts';
import type { PageSources, ReleaseForm } from './types.ts';

/** Most bytes of a form. */
const MOST_BYTES = 4096;
/** Ledger entries that a page shows. */
const SHOWN = 200;

/**
 * The page: partners, changes, notices with their release, ledger entries. Rendered here, escaped, without
 * scripts; it changes something only by POST, with the token of its own forms, from its own pages.
 */
export function createPage(sources: PageSources, door: Door): Hono {
  const app = new Hono();
  app.use(protect, onlyOurs(door));
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/style.css', (context) => context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.use(async (context, next) =>
    door.person(context) === null ? told(context, 401, 'Who are you?', 'Come with your token.') : next(),
  );
  const formOf = (context: Context): ReleaseForm => {
    const person = door.person(context);
    return { token: door.formToken(context).value, person: person === 'anybody' ? null : person };
  };

  app.get('/', async (context) => {
    const after = context.req.query('after') ?? null;
    return context.html(overviewPage(await sources.partners(after), after, formOf(context)));
  });

  app.get('/partners/:partner', async (context) => {
    const view = await sources.partner(context.req.param('partner'));
    if (!view) return context.notFound();
    const before = entryBefore(context.req.query('before'), view.state.seq + 1);
    const records: HistoryRecord[] = [];
    for await (const record of sources.history(view.agreement.partner, Math.max(0, before - SHOWN - 1))) {
      if (record.seq >= before) break;
      records.push(record);
    }
    return context.html(partnerPage(view, records, formOf(context)));
  });

  app.get('/changes/:ref', async (context) => {
    const found = await findChange(sources, context.req.param('ref'));
    if (!found) return context.notFound();
    const { view, change } = found;
    const notices = Object.values(view.state.notices).filter(({ due }) => due.change === change.ref);
    const shown = notices.map((notice) => ({ notice, rendered: sources.notice(view, notice.due.id) }));
    return context.html(changePage(view, change, shown, formOf(context)));
  });

  app.post(
    '/changes/:ref/release',
    bodyLimit({ maxSize: MOST_BYTES, onError: (context) => context.text('This form is too long.', 413) }),
    async (context) => {
      const form = await context.req.parseBody();
      if (!door.formToken(context).fits(form.token))
        return context.text('This form is not of this page: load it again.', 403);
      const found = await findChange(sources, context.req.param('ref'));
      if (!found) return context.notFound();
      const { view, change } = found;
      const named = plainText(typeof form.by === 'string' ? form.by : '', 60) || 'the page';
      if (waitingFor(view.state, change.ref).length > 0)
        await sources.release(view, change.ref, formOf(context).person ?? named);
      return context.redirect(`/changes/${change.ref}`, 303);
    },
  );

  app.notFound((context) => told(context, 404, 'Not found', 'There is no such page, partner or change.'));
  app.onError((error, context) => {
    const known = error instanceof ForewarnError && error.code === 'not-found';
    if (!known) sources.fault?.(error);
    return known
      ? told(context, 404, 'Not found', 'There is no such partner or change.')
      : told(context, 500, 'Something went wrong', 'It is in the log of the process. Nothing was changed.');
  });
  return app;
}

/** The entry before which to show, from 1 to `most`; `most` where none is asked for. */
function entryBefore(asked: string | undefined, most: number): number {
  return /^[1-9]\d{0,11}$/.test(asked ?? '') ? Math.min(Number(asked), most) : most;
}

function told(context: Context, status: 401 | 404 | 500, title: string, sentence: string) {
  return context.html(page(title, [], html`<p>${sentence}</p>`), status);
}
