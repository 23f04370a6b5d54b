import middy from '@middy/core';
import { findJourney } from '../../src/app/find-journey.ts';
import { hearSignal } from '../../src/app/hear-signal.ts';
import { partnerView, partnerViews, type ViewPorts } from '../../src/app/partner-views.ts';
import { type PeoplePorts, peopleSources } from '../../src/app/people-sources.ts';
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

export type ApiPorts = ViewPorts & PeoplePorts & EventTime;

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
    ...peopleSources(ports, () => null),
    partners: (after) => partnerViews(ports, after),
    partner: (name) => partnerView(ports, name),
    notice: noticeOf,
    hear: async (id, text, by) => {
      const { journeys, calendar } = ports;
      const journey = await findJourney(ports, id);
      if (!journeys || !journey) return null;
      const partner = journey.steps[0]?.partner ?? '';
      return hearSignal({ calendar, journeys }, { journey: id, partner, text, by });
    },
  };
}
