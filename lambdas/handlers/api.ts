import middy from '@middy/core';
import type { CommitPorts } from '../../src/app/commit.ts';
import { history } from '../../src/app/history.ts';
import { partnerView, partnerViews, type ViewPorts } from '../../src/app/partner-views.ts';
import { releaseChange } from '../../src/app/release-change.ts';
import { createApi } from '../../web/api.ts';
import type { Door } from '../../web/door.ts';
import { noticeOf } from '../../web/notice-of.ts';
import { createPage } from '../../web/page.ts';
import type { PageSources } from '../../web/types.ts';
import { type HttpEvent, httpEvent } from '../events/http-event.ts';
import { TIME_OUT } from '../middleware/early-end.ts';
import { answeredBy, type HttpResult } from '../middleware/http-answer.ts';
import { parsedEvent } from '../middleware/parsed-event.ts';
import type { Telemetry } from '../middleware/telemetry.ts';
import type { EventTime } from './event-time.ts';

export type ApiPorts = ViewPorts & CommitPorts & EventTime;

/** Requests of people: the API below `/v1`, the page everywhere else. */
export function apiHandler(ports: ApiPorts, door: Door, telemetry: Telemetry) {
  const sources = {
    ...sourcesOf(ports),
    fault: (error: unknown) => telemetry.fault('a request failed', error),
  };
  const api = answeredBy(createApi(sources, door));
  const page = answeredBy(createPage(sources, door));
  return middy<HttpEvent, HttpResult>(TIME_OUT)
    .use(telemetry.middleware)
    .use(parsedEvent(httpEvent))
    .handler((event) => {
      ports.calendar.at(new Date(event.requestContext.timeEpoch).toISOString());
      const answer = event.rawPath.startsWith('/v1/') ? api : page;
      return telemetry.traced(
        'api',
        {},
        () => answer(event),
        ({ statusCode }) => ({ status: statusCode }),
      );
    });
}

function sourcesOf(ports: ApiPorts): PageSources {
  return {
    partners: (after) => partnerViews(ports, after),
    partner: (name) => partnerView(ports, name),
    history: (partner, after) => history(ports, partner, after),
    notice: noticeOf,
    release: ({ agreement }, ref, by) =>
      releaseChange(ports, { agreement, ref, by: { kind: 'person', id: by } }),
  };
}
