import { createPage } from '../../web/page.ts';
import { catchUp } from '../app/catch-up.ts';
import { history } from '../app/history.ts';
import type { Ports } from '../app/ports.ts';
import { releaseChange } from '../app/release-change.ts';
import type { Agreement, Journey } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
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
      journeys,
      partners: () =>
        Promise.all(
          agreements.map(async (agreement) => ({
            agreement,
            state: await catchUp(ports, agreement.partner),
          })),
        ),
      history: (partner) => history(ports, { partner }),
      release: async (partner, ref) => {
        const by = { kind: 'person', id: 'page' } as const;
        const released = await releaseChange(ports, { agreement: agreementOf(partner), ref, by });
        await pipeline.sweep(partner);
        return released.outcome;
      },
    }),
  );
}
