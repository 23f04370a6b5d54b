import { createSimulatedCalendar } from '../../src/adapters/clock/calendar.ts';
import { realMonotonic } from '../../src/adapters/clock/real-monotonic.ts';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { createLineLog } from '../../src/adapters/log/line-log.ts';
import { wire } from '../../src/adapters/wire.ts';
import type { CheckOutcome } from '../../src/app/check-report.ts';
import type { Ports } from '../../src/app/ports.ts';
import { readAgreement } from '../../src/core/agreement/read-agreement.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../src/core/pact/read-pact.ts';
import { createMemoryStores } from '../../src/local/memory-store.ts';
import { createPipeline } from '../../src/local/pipeline.ts';
import { startServer } from '../adapters/loopback-server.ts';
import { readMail } from '../e2e/mail.ts';
import { AGREED, ANSWERS, CANARIES, CANARY, startCanaryPartner } from './canary-partner.ts';

/** What two looks at the partner left behind, everywhere that anything is left. */
export interface CanaryWorld {
  partner: string;
  outcomes: CheckOutcome[];
  ports: Ports;
  stored: string[];
  logged: string[];
  notices: string[];
}

const DAY_MS = 86_400_000;
const PARTNER = 'nest';

/** Looks twice at a partner who puts canaries everywhere, a day apart, and sends what is due to both sides. */
export async function lookAtCanaries(evidence: Agreement['evidence'], dir: string): Promise<CanaryWorld> {
  const published = { ...AGREED, info: { title: CANARY, version: '2', description: CANARY } };
  const partner = await startCanaryPartner(published);
  const hooks = await startServer((_, response) => response.writeHead(204).end());
  const stored: string[] = [];
  const logged: string[] = [];
  const stores = createMemoryStores();
  const calendar = createSimulatedCalendar('2026-03-02T06:00:00Z');
  const ports = wire({
    ...stores,
    evidence: {
      ...stores.evidence,
      put: (name, payload) => {
        stored.push(JSON.stringify(payload));
        return stores.evidence.put(name, payload);
      },
    },
    calendar,
    monotonic: realMonotonic,
    secrets: { read: async (name) => (name.startsWith('nest/') ? `sk_live_${CANARY}` : null) },
    mailbox: dir,
    allowPrivate: true,
    log: createLineLog((line) => logged.push(line)),
    toolVersion: 'test',
    cwd: dir,
  });
  const agreement = agreementOf(evidence, partner.url, `${hooks.url}/forewarn`);
  const pipeline = createPipeline({
    ports,
    partners: [
      {
        agreement,
        baseline: openDocument(AGREED, sha256),
        pacts: [readPact(pact(), '/p.json')],
        states: null,
        deliveries: [],
      },
    ],
    journeys: [],
    by: { kind: 'ci', id: 'test' },
    allowPrivate: true,
    emulated: () => true,
  });
  try {
    const outcomes: CheckOutcome[] = [];
    for (let look = 0; look < 2; look++) {
      outcomes.push(
        await pipeline.check({ partner: PARTNER, environment: 'sandbox', due: calendar.now().getTime() }),
      );
      await pipeline.sweep(PARTNER);
      calendar.moveTo(calendar.now().getTime() + DAY_MS);
    }
    for await (const { body } of ports.ledger.entries(PARTNER)) stored.push(body);
    stored.push(JSON.stringify(await ports.projections.read(PARTNER)));
    stored.push(JSON.stringify(await ports.runs.recent(PARTNER, 100)));
    const notices = [
      ...(await readMail(`${dir}/ours`)),
      ...(await readMail(`${dir}/theirs`)),
      ...hooks.received.map(({ body, headers }) => `${JSON.stringify(headers)}\n${body}`),
    ];
    return { partner: PARTNER, outcomes, ports, stored, logged, notices };
  } finally {
    await partner.close();
    await hooks.close();
  }
}

const FAILING = new Set(['e429', 'e500', 'e503']);

/** Every answer of the partner with every canary, and what each should have been. */
function pact(): JsonObject {
  return {
    consumer: { name: 'shop' },
    provider: { name: PARTNER },
    interactions: Object.keys(ANSWERS).flatMap((how) =>
      // A partner who fails is asked again, which takes its time.
      (FAILING.has(how) ? [1] : CANARIES.map((_, which) => which)).map((which) => ({
        description: `a request for ${how} ${which}`,
        request: { method: 'GET', path: `/birds/${how}-${which}` },
        response: {
          status: 200,
          headers: { 'x-count': '1' },
          body: { id: 'a', total: 1, state: 'open', code: 'A1', tags: ['x'] },
          matchingRules: {
            body: {
              $: { matchers: [{ match: 'type' }] },
              '$.code': { matchers: [{ match: 'regex', regex: '^A\\d$' }] },
            },
          },
        },
      })),
    ),
    metadata: { pactSpecification: { version: '3.0.0' } },
  };
}

function agreementOf(evidence: Agreement['evidence'], url: string, webhook: string): Agreement {
  const read = readAgreement(
    {
      partner: PARTNER,
      name: 'Nest',
      openapi: { published: `${url}/openapi.json` },
      uses: [{ operation: 'getBird', with: { id: 'differs-1' } }],
      environments: { sandbox: { url, auth: { bearer: { secret: `${PARTNER}/token` } } } },
      limits: { 'requests-per-second': 1_000, timeout: '2s' },
      evidence,
      contacts: {
        ours: [{ email: 'birds@shop.example' }],
        theirs: [{ email: 'api@nest.example' }, { webhook }],
        'theirs-send': 'auto',
      },
      policy: { confirm: 1 },
    },
    {},
    {
      file: `/contracts/${PARTNER}/agreement.yaml`,
      folder: PARTNER,
      resolve: (path) => `/contracts/${PARTNER}/${path}`,
      has: (path) => path.includes('openapi'),
      sha256,
    },
  );
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '));
  return read.value;
}
