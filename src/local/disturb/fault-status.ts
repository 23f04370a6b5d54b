import { always } from './change-answer.ts';
import { jsonAnswer, pageAnswer, problem, textAnswer } from './reply.ts';
import { type FaultMode, pick } from './types.ts';
import { FAILING, SPENT } from './wording.ts';

const anywhere = { where: 'anywhere', places: 'all' } as const;
const everywhere = { where: 'everywhere', places: 'all' } as const;
const secured = { where: 'everywhere', places: 'secured' } as const;
/** What calls are told as that were spared after others had failed: of those, the status alone is known. */
const SPARED = ['server-error'] as const;

/** Faults that are told by a status. */
export const STATUS_FAULTS: readonly FaultMode[] = [
  {
    name: '429 with a hint',
    stops: true,
    ...anywhere,
    told: ['throttled'],
    arrange: (draw) =>
      always({
        ...problem(429, pick(draw, SPENT)),
        headers: { 'retry-after': pick(draw, ['3600', '86400']) },
      }),
  },
  {
    name: '429 without a hint',
    stops: true,
    ...anywhere,
    told: ['throttled', 'deadline'],
    arrange: (draw) => always(problem(429, pick(draw, SPENT)), { lookMs: 1_200 }),
  },
  {
    name: '503 with Retry-After',
    ...anywhere,
    stops: true,
    told: ['server-error', 'maintenance', 'throttled'],
    arrange: () => always({ ...problem(503, 'Service Unavailable'), headers: { 'retry-after': '120' } }),
  },
  {
    name: '503 without Retry-After',
    ...anywhere,
    told: ['server-error'],
    arrange: (draw) =>
      always(
        pick(draw, [
          problem(503, 'Service Unavailable'),
          textAnswer(503, 'text/plain', 'no healthy upstream'),
        ]),
      ),
  },
  ...[500, 502, 504].map(
    (status): FaultMode => ({
      name: `${status} with a page`,
      ...anywhere,
      told: ['server-error'],
      arrange: (draw) => always(pageAnswer(status, pick(draw, ['Error', 'Bad Gateway', 'nginx', 'Oops']))),
    }),
  ),
  {
    name: '500 in the agreed shape',
    ...anywhere,
    told: ['server-error'],
    arrange: (draw) => always(problem(500, pick(draw, FAILING))),
  },
  {
    name: 'an error of the edge (52x)',
    ...anywhere,
    told: ['server-error'],
    arrange: (draw) => always(textAnswer(draw.between(520, 530), 'text/plain', 'error code: 52x')),
  },
  {
    name: '501',
    ...anywhere,
    told: ['server-error'],
    arrange: () => always(problem(501, 'Not Implemented')),
  },
  { name: '408', ...anywhere, told: ['timeout'], arrange: () => always(problem(408, 'Request Timeout')) },
  {
    name: '407 of a proxy',
    ...anywhere,
    told: ['intercepted'],
    arrange: () => always(pageAnswer(407, 'Proxy')),
  },
  {
    name: '511 of a captive portal',
    ...anywhere,
    told: ['intercepted', ...SPARED],
    arrange: () => always(pageAnswer(511, 'Sign on to the network')),
  },
  {
    name: '401 for a clock that is wrong, everywhere',
    ...secured,
    told: ['credentials'],
    arrange: () =>
      always({
        ...jsonAnswer(401, { code: 'RequestTimeTooSkewed', message: 'Signature not yet current' }),
        headers: { date: 'Mon, 02 Nov 2026 03:00:00 GMT' },
      }),
  },
  {
    name: '403 everywhere',
    ...secured,
    told: ['permission'],
    arrange: () => always(problem(403, 'Forbidden')),
  },
  {
    name: '402 everywhere',
    ...secured,
    told: ['permission'],
    arrange: () => always(problem(402, 'Payment Required')),
  },
  {
    name: '404 everywhere',
    ...everywhere,
    told: ['our-request', 'state-missing'],
    arrange: (draw) =>
      always(
        pick(draw, [
          jsonAnswer(404, { message: 'Not Found' }),
          problem(404, 'Not Found'),
          textAnswer(404, 'text/plain', 'default backend - 404'),
        ]),
      ),
  },
  {
    name: '404 with a page everywhere',
    ...everywhere,
    told: ['blocked', 'our-request', 'state-missing'],
    arrange: () => always(pageAnswer(404, 'Domain parked')),
  },
  {
    name: '421 everywhere',
    ...everywhere,
    told: ['our-request'],
    arrange: () => always(textAnswer(421, 'text/plain', 'Misdirected Request')),
  },
];
