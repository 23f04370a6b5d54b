import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { HistoryRecord } from '../src/app/history.ts';
import { ForewarnError } from '../src/core/errors.ts';
import { waitingFor } from '../src/core/lifecycle/sendable.ts';
import { plainText } from '../src/core/report/plain-text.ts';
import { changePage, type ShownNotice } from './change-page.ts';
import { createFormToken, onlyOurs, protect } from './guard.ts';
import { page } from './layout.ts';
import { overviewPage } from './overview-page.ts';
import { partnerPage } from './partner-page.ts';
import { STYLE } from './style.ts';
import type { PageSources } from './types.ts';

/** Most bytes of a form. */
const MOST_BYTES = 4096;

/**
 * The page: partners, changes, notices with their release, ledger entries. Rendered here, escaped, without
 * scripts; it changes something only by POST, with this process's own token, from its own pages.
 */
export function createPage(sources: PageSources): Hono {
  const token = createFormToken();
  const formToken = token.value;
  const app = new Hono();
  app.use(protect, onlyOurs(sources.host));

  app.get('/healthz', (context) => context.text('ok'));
  app.get('/style.css', (context) => context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/', async (context) => context.html(overviewPage(await sources.state(), formToken)));

  app.get('/partners/:partner', async (context) => {
    const view = (await sources.state()).find(
      (one) => one.agreement.partner === context.req.param('partner'),
    );
    if (!view) return context.notFound();
    const records: HistoryRecord[] = [];
    for await (const record of await sources.history(view.agreement.partner)) records.push(record);
    return context.html(partnerPage(view, records, formToken));
  });

  app.get('/changes/:ref', async (context) => {
    const found = await findChange(sources, context.req.param('ref'));
    if (!found) return context.notFound();
    const { view, change } = found;
    const notices = Object.values(view.state.notices).filter(({ due }) => due.change === change.ref);
    const shown: ShownNotice[] = [];
    for (const notice of notices) {
      shown.push({ notice, rendered: await sources.notice(view.agreement.partner, notice.due.id) });
    }
    return context.html(changePage(view, change, shown, formToken));
  });

  app.post(
    '/changes/:ref/release',
    bodyLimit({ maxSize: MOST_BYTES, onError: (context) => context.text('This form is too long.', 413) }),
    async (context) => {
      const form = await context.req.parseBody();
      if (!token.fits(form.token))
        return context.text('This form is not of this process: load the page again.', 403);
      const found = await findChange(sources, context.req.param('ref'));
      if (!found) return context.notFound();
      const { view, change } = found;
      const by = plainText(typeof form.by === 'string' ? form.by : '', 60) || 'the page';
      if (waitingFor(view.state, change.ref).length > 0)
        await sources.release(view.agreement.partner, change.ref, by);
      return context.redirect(`/changes/${change.ref}`, 303);
    },
  );

  app.notFound((context) => told(context, 404, 'Not found', 'There is no such page, partner or change.'));
  app.onError((error, context) => {
    const known = error instanceof ForewarnError && error.code === 'not-found';
    return known
      ? told(context, 404, 'Not found', 'There is no such partner or change.')
      : told(context, 500, 'Something went wrong', 'It is in the log of the process. Nothing was changed.');
  });
  return app;
}

async function findChange(sources: PageSources, ref: string) {
  for (const view of await sources.state()) {
    const change = Object.hasOwn(view.state.changes, ref) ? view.state.changes[ref] : undefined;
    if (change) return { view, change };
  }
  return null;
}

function told(context: Context, status: 404 | 500, title: string, sentence: string) {
  return context.html(page(title, [], html`<p>${sentence}</p>`), status);
}
