import { createApi } from '../../web/api.ts';
import { processDoor } from '../../web/door.ts';
import { noticeOf } from '../../web/notice-of.ts';
import { createPage } from '../../web/page.ts';
import type { PageSources, PartnerView } from '../../web/types.ts';
import { catchUp } from '../app/catch-up.ts';
import { peopleSources } from '../app/people-sources.ts';
import type { Ports } from '../app/ports.ts';
import type { Agreement, Journey } from '../core/agreement/types.ts';
import type { Pipeline } from './pipeline.ts';
import { type ServedPage, servePage } from './serve-page.ts';

/** Serves the page and the API of a pipeline on loopback: what the ledgers say now, and the release of held notices. */
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
  const prepared = new Map(pipeline.partners.map((one) => [one.agreement.partner, one]));
  const people = peopleSources(ports, (partner) => prepared.get(partner) ?? null);
  const sources: PageSources = {
    ...people,
    partners: async () => ({ views: await Promise.all(agreements.map(viewOf)), next: null }),
    partner: async (name) => {
      const agreement = agreements.find((one) => one.partner === name);
      return agreement ? viewOf(agreement) : null;
    },
    notice: noticeOf,
    release: async (view, ref, by) => {
      const released = await people.release(view, ref, by);
      await pipeline.sweep(view.agreement.partner);
      return released;
    },
  };
  return servePage(on.port, (host) => {
    const door = processDoor(host);
    const api = createApi(sources, door);
    const page = createPage(sources, door);
    return {
      fetch: (request) => (new URL(request.url).pathname.startsWith('/v1/') ? api : page).fetch(request),
    };
  });
}
