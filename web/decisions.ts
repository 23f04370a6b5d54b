import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { waitingFor } from '../src/core/lifecycle/sendable.ts';
import { plainText } from '../src/core/report/plain-text.ts';
import type { Door } from './door.ts';
import { findChange } from './find-change.ts';
import type { PageSources } from './types.ts';

/** Most bytes of a form. */
const MOST_BYTES = 4096;

type Field = (name: string) => string;
type Found = NonNullable<Awaited<ReturnType<typeof findChange>>>;

/** What the forms of a change do: release, hold, drop. Each only by POST, with the token of our own forms. */
export function decisions(app: Hono, sources: PageSources, door: Door): void {
  const byForm = (path: string, act: (found: Found, field: Field, by: string) => Promise<unknown>) =>
    app.post(
      path,
      bodyLimit({ maxSize: MOST_BYTES, onError: (context) => context.text('This form is too long.', 413) }),
      async (context) => {
        const form = await context.req.parseBody();
        if (!door.formToken(context).fits(form.token))
          return context.text('This form is not of this page: load it again.', 403);
        const found = await findChange(sources, context.req.param('ref') ?? '');
        if (!found) return context.notFound();
        const field: Field = (name) => (typeof form[name] === 'string' ? form[name] : '');
        if (waitingFor(found.view.state, found.change.ref).length > 0)
          await act(found, field, personOf(context, door, field));
        return context.redirect(`/changes/${found.change.ref}`, 303);
      },
    );
  byForm('/changes/:ref/release', ({ view, change }, _field, by) => sources.release(view, change.ref, by));
  byForm('/changes/:ref/hold', ({ view, change }, field, by) =>
    sources.keepBack(view, change.ref, { until: field('until'), why: field('why'), by }),
  );
  byForm('/changes/:ref/drop', ({ view, change }, field, by) =>
    sources.keepBack(view, change.ref, { until: null, why: field('why'), by }),
  );
}

/** Who has proved who they are; else the name that they give. */
function personOf(context: Context, door: Door, field: Field): string {
  const person = door.person(context);
  return person !== null && person !== 'anybody' ? person : plainText(field('by'), 60) || 'the page';
}
