import middy from '@middy/core';
import type { RegisterPorts } from '../../src/app/register-partner.ts';
import type { Registrars } from '../../web/registrars.ts';
import { createRegistrationApi } from '../../web/registrations.ts';
import { type HttpEvent, httpEvent } from '../events/http-event.ts';
import { TIME_OUT } from '../middleware/early-end.ts';
import { answeredBy, type HttpResult } from '../middleware/http-answer.ts';
import { parsedEvent } from '../middleware/parsed-event.ts';
import type { Telemetry } from '../middleware/telemetry.ts';
import type { EventTime } from './event-time.ts';

/** Requests of tools that register partners. */
export function registerHandler(
  ports: RegisterPorts & EventTime,
  registrars: Registrars | null,
  telemetry: Telemetry,
) {
  const answer = answeredBy(
    createRegistrationApi(ports, registrars, (error) => telemetry.fault('a request failed', error)),
  );
  return middy<HttpEvent, HttpResult>(TIME_OUT)
    .use(telemetry.middleware)
    .use(parsedEvent(httpEvent))
    .handler((event) => {
      ports.calendar.at(new Date(event.requestContext.timeEpoch).toISOString());
      return telemetry.traced(
        'register',
        {},
        () => answer(event),
        ({ statusCode }) => ({ status: statusCode }),
      );
    });
}
