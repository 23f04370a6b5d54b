import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ForewarnError } from '../src/core/errors.ts';
import type { Change, NoticeStep, Side } from '../src/core/ledger/types.ts';
import type { EvidenceRow } from '../src/core/report/shown/evidence.ts';
import { refuse } from './answer-error.ts';
import { changeShown, type ShownNotice } from './change-facts.ts';
import { type ComingFacts, comingFacts } from './coming-facts.ts';
import type { Door } from './door.ts';
import { findChange } from './find-change.ts';
import { type TodayFacts, todayFacts } from './today-facts.ts';
import type { PageSources } from './types.ts';

/** Who has what to do. */
export type TodayAnswer = TodayFacts;

/** What is ahead. */
export type ComingAnswer = ComingFacts;

/** One change with its evidence, and what each side was told or would be. */
export interface ChangeAnswer {
  change: string;
  partner: string;
  openedAt: string;
  closedAt: string | null;
  how: Change['how'];
  /** What waits is kept back until that day. */
  keptBack: { until: string; why: string } | null;
  evidence: EvidenceRow[];
  notices: {
    id: string;
    side: Side;
    step: NoticeStep;
    fate: ShownNotice['fate'];
    sentAt: string | null;
    subject: string | null;
    text: string | null;
  }[];
}

/** What became of keeping notices back. */
export interface KeepBackAnswer {
  outcome: 'held' | 'dropped' | 'already';
  change: string;
  notices: string[];
}

/** Most bytes of a decision, and most notices of one answer. */
const MOST_BYTES = 4096;
const MOST_NOTICES = 200;

/** What is to be done, what is coming, one change; and holding or dropping what waits for a release. */
export function changesApi(api: Hono, sources: PageSources, door: Door): void {
  api.get('/today', async (context) => {
    const { at, steps } = await todayFacts(sources);
    return context.json({ at, steps } satisfies TodayAnswer);
  });

  api.get('/coming', async (context) => context.json((await comingFacts(sources)) satisfies ComingAnswer));

  api.get('/changes/:ref', async (context) => {
    const found = await findChange(sources, context.req.param('ref'));
    if (!found) return refuse(context, 404, 'not-found', 'There is no such change.');
    const { view, change } = found;
    const { evidence, notices } = await changeShown(sources, view, change);
    const { ref, openedAt, closedAt, how, keptBack } = change;
    return context.json({
      change: ref,
      partner: view.agreement.partner,
      openedAt,
      closedAt,
      how,
      keptBack: keptBack ? { until: keptBack.until, why: keptBack.why } : null,
      evidence,
      notices: notices.slice(-MOST_NOTICES).map(({ notice: { due, sentAt }, fate, rendered }) => ({
        id: due.id,
        side: due.side,
        step: due.step,
        fate,
        sentAt,
        subject: rendered?.subject ?? null,
        text: rendered?.text ?? null,
      })),
    } satisfies ChangeAnswer);
  });

  for (const verb of ['hold', 'drop'] as const)
    api.post(
      `/changes/:ref/${verb}`,
      bodyLimit({
        maxSize: MOST_BYTES,
        onError: (context) => refuse(context, 413, 'input', 'This decision is too long.'),
      }),
      async (context) => {
        const { until, why } = decisionOf(await context.req.text(), verb);
        const found = await findChange(sources, context.req.param('ref') ?? '');
        if (!found) return refuse(context, 404, 'not-found', 'There is no such change.');
        const by = door.person(context) ?? '';
        const done = await sources.keepBack(found.view, found.change.ref, { until, why, by });
        const { outcome, change, notices } = done;
        return context.json({ outcome, change, notices } satisfies KeepBackAnswer);
      },
    );
}

function decisionOf(body: string, verb: 'hold' | 'drop'): { until: string | null; why: string } {
  try {
    const { until, why } = JSON.parse(body) as Record<string, unknown>;
    if (typeof why === 'string' && (verb === 'drop' ? until === undefined : typeof until === 'string'))
      return { until: typeof until === 'string' ? until : null, why };
  } catch {
    // Told below, as what it should have been.
  }
  const fields = verb === 'drop' ? '`why`' : '`until` (a day, as 2026-12-01) and `why`';
  throw new ForewarnError('input', `the body must be JSON with ${fields}`);
}
