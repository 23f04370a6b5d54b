import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { ForewarnError } from '../src/core/errors.ts';
import { changeShown } from './change-facts.ts';
import { changePage } from './change-page.ts';
import { comingFacts } from './coming-facts.ts';
import { comingPage } from './coming-page.ts';
import { decisions } from './decisions.ts';
import type { Door } from './door.ts';
import { everybody } from './everybody.ts';
import { findChange } from './find-change.ts';
import { onlyOurs, protect } from './guard.ts';
import { historyFacts, historyFilter, viewsFor } from './history-facts.ts';
import { historyPage } from './history-page.ts';
import { journeyPage } from './journey-page.ts';
import { page } from './layout.ts';
import { partnerPage } from './partner-page.ts';
import { partnersPage } from './partners-page.ts';
import { standingOf } from './standing.ts';
import { STYLE } from './style.ts';
import { todayFacts } from './today-facts.ts';
import { todayPage } from './today-page.ts';
import type { PageSources, ReleaseForm } from './types.ts';

/**
 * The page: what is to be done, what is coming, partners, changes with their notices, history. Rendered here, escaped,
 * without scripts; it changes something only by POST, with the token of its own forms, from its own pages.
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
    const { views, ...today } = await todayFacts(sources);
    const journeys = await sources.journeys();
    return context.html(todayPage(today, { views, journeys, all: context.req.query('show') === 'all' }));
  });

  app.get('/coming', async (context) => {
    const views = await everybody(sources);
    return context.html(comingPage(await comingFacts(sources), views));
  });

  app.get('/partners', async (context) => {
    const after = context.req.query('after') ?? null;
    const some = await sources.partners(after);
    const lines = await Promise.all(some.views.map((view) => standingOf(sources, view)));
    return context.html(partnersPage(some, { after, lines, now: sources.now() }));
  });

  app.get('/journeys/:journey', async (context) => {
    const journey = (await sources.journeys()).find(({ id }) => id === context.req.param('journey'));
    if (!journey) return context.notFound();
    const views = await Promise.all(Object.keys(journey.partners).map((name) => sources.partner(name)));
    return context.html(
      journeyPage(
        journey,
        views.filter((view) => view !== null),
      ),
    );
  });

  app.get('/partners/:partner', async (context) => {
    const view = await sources.partner(context.req.param('partner'));
    if (!view) return context.notFound();
    return context.html(
      partnerPage(view, {
        line: await standingOf(sources, view),
        now: sources.now(),
        coming: await comingFacts(sources, view),
        why: await sources.why(view),
        sight: await sources.sight(view, null),
        walked: await sources.journeys(),
      }),
    );
  });

  app.get('/changes/:ref', async (context) => {
    const found = await findChange(sources, context.req.param('ref'));
    if (!found) return context.notFound();
    const { view, change } = found;
    const sight = await sources.sight(view, change.ref);
    const shown = await changeShown(sources, view, change);
    return context.html(
      changePage(view, change, shown, { form: formOf(context), sight, now: sources.now() }),
    );
  });

  app.get('/history', async (context) => {
    const filter = historyFilter((name) => context.req.query(name));
    const views = await viewsFor(sources, filter);
    if (views.length === 0 && filter.partner !== null) return context.notFound();
    const names = (await everybody(sources)).map(({ agreement }) => agreement.partner);
    return context.html(historyPage(await historyFacts(sources, views, filter), filter, names));
  });

  decisions(app, sources, door);

  app.notFound((context) =>
    told(context, 404, 'Not found', 'There is no such page, partner, change or journey.'),
  );
  app.onError((error, context) => {
    if (error instanceof ForewarnError && error.code === 'usage')
      return told(context, 400, 'Not done', `${capital(error.message)}. Nothing was changed.`);
    const known = error instanceof ForewarnError && error.code === 'not-found';
    if (!known) sources.fault?.(error);
    return known
      ? told(context, 404, 'Not found', 'There is no such partner or change.')
      : told(context, 500, 'Something went wrong', 'It is in the log of the process. Nothing was changed.');
  });
  return app;
}

function told(context: Context, status: 400 | 401 | 404 | 500, title: string, sentence: string) {
  return context.html(page(title, [], html`<p>${sentence}</p>`), status);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
