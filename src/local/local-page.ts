import { processDoor } from '../../web/door.ts';
import { noticeOf } from '../../web/notice-of.ts';
import { createPage } from '../../web/page.ts';
import type { PartnerView } from '../../web/types.ts';
import { catchUp } from '../app/catch-up.ts';
import { history } from '../app/history.ts';
import type { Ports } from '../app/ports.ts';
import { releaseChange } from '../app/release-change.ts';
import type { Agreement, Journey } from '../core/agreement/types.ts';
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
  const viewOf = async (agreement: Agreement): Promise<PartnerView> => ({
    agreement,
    journeys,
    state: await catchUp(ports, agreement.partner),
  });
  return servePage(on.port, (host) =>
    createPage(
      {
        partners: async () => ({ views: await Promise.all(agreements.map(viewOf)), next: null }),
        partner: async (name) => {
          const agreement = agreements.find((one) => one.partner === name);
          return agreement ? viewOf(agreement) : null;
        },
        history: (partner, after) => history(ports, partner, after),
        notice: noticeOf,
        release: async ({ agreement }, ref, by) => {
          const released = await releaseChange(ports, { agreement, ref, by: { kind: 'person', id: by } });
          await pipeline.sweep(agreement.partner);
          return released;
        },
      },
      processDoor(host),
    ),
  );
}
