import { createPage } from '../../web/page.ts';
import { catchUp } from '../app/catch-up.ts';
import { history } from '../app/history.ts';
import type { Ports } from '../app/ports.ts';
import { releaseChange } from '../app/release-change.ts';
import type { Agreement, Journey } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import { messageOf } from '../core/report/messages.ts';
import { renderNotice } from '../core/report/notice.ts';
import type { Pipeline } from './pipeline.ts';
import { type ServedPage, servePage } from './serve-page.ts';

/** Serves the page of a pipeline on loopback: what the ledgers say now, and the release of held notices. */
export function serveLocalPage(on: {
  port: number;
  ports: Ports;
  agreements: readonly Agreement[];
  journeys: readonly Journey[];
  pipeline: Pipeline;
}): Promise<ServedPage> {
  const { ports, agreements, journeys, pipeline } = on;
  const agreementOf = (partner: string): Agreement => {
    const found = agreements.find((one) => one.partner === partner);
    if (!found) throw new ForewarnError('not-found', `there is no partner ${partner}`);
    return found;
  };
  return servePage(on.port, (host) =>
    createPage({
      host,
      state: () =>
        Promise.all(
          agreements.map(async (agreement) => ({
            agreement,
            journeys,
            state: await catchUp(ports, agreement.partner),
          })),
        ),
      history: (partner) => history(ports, partner),
      notice: async (partner, id) => {
        const state = await catchUp(ports, partner);
        const due = state.notices[id]?.due;
        return due
          ? renderNotice({ agreement: agreementOf(partner), state, due, journeys, messageOf })
          : null;
      },
      release: async (partner, ref, by) => {
        const agreement = agreementOf(partner);
        await releaseChange(ports, { agreement, ref, by: { kind: 'person', id: by } });
        await pipeline.sweep(partner);
      },
    }),
  );
}
