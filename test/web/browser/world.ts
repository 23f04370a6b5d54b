import { appendLook } from '../../../src/app/append-entry.ts';
import { catchUp } from '../../../src/app/catch-up.ts';
import { peopleSources } from '../../../src/app/people-sources.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { servePage } from '../../../src/local/serve-page.ts';
import { createApi } from '../../../web/api.ts';
import { processDoor } from '../../../web/door.ts';
import { noticeOf } from '../../../web/notice-of.ts';
import { createPage } from '../../../web/page.ts';
import type { PageSources } from '../../../web/types.ts';
import { by, ledgerPorts } from '../../app/ledger-fixture.ts';
import { aFinding, aLook, anAgreement, dayTime, sha256 } from '../../unit/lifecycle/look-fixture.ts';

/** What was agreed: one operation with an answer of two fields. */
const AGREED = openDocument(
  {
    openapi: '3.0.3',
    info: { title: 'Acme Pay', version: '1' },
    paths: {
      '/charges/{id}': {
        get: {
          operationId: 'getCharge',
          summary: 'Get a charge',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: {
              description: 'it',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['amount', 'fee'],
                    properties: { amount: { type: 'integer' }, fee: { type: 'integer' } },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  sha256,
);

/** Serves the page and the API over sources, as `start` does. */
export function serveSources(sources: PageSources) {
  return servePage(0, (host) => {
    const door = processDoor(host);
    const [api, page] = [createApi(sources, door), createPage(sources, door)];
    return {
      fetch: (request) => (new URL(request.url).pathname.startsWith('/v1/') ? api : page).fetch(request),
    };
  });
}

/** A partner with two changes that wait for a person, an end that is announced, and a look that showed all of it. */
export async function serveLedger() {
  const ports = ledgerPorts();
  const agreement = anAgreement({
    uses: [{ operation: 'getCharge', with: {}, fields: [] }],
    announced: [
      { what: 'GET /charges/{id}', change: 'removed', on: '2027-06-01', heard: 'mail of 2026-11-02' },
    ],
  });
  const shipped = (name: string) => aFinding(name, { source: 'documents', cell: 'shipped' });
  await appendLook(ports, { look: aLook(0, [shipped('amount')]), agreement, by });
  const second = aLook(1, [shipped('amount'), shipped('fee')], { published: 'd2' });
  await appendLook(ports, { look: second, agreement, by });
  ports.goTo(1);
  const view = async () => ({ agreement, journeys: [], state: await catchUp(ports, 'acme-pay') });
  const sources: PageSources = {
    ...peopleSources(ports, () => ({ baseline: AGREED, pacts: [] })),
    partners: async () => ({ views: [await view()], next: null }),
    partner: async (name) => (name === 'acme-pay' ? view() : null),
    notice: noticeOf,
  };
  return { ...(await serveSources(sources)), now: dayTime(1) };
}
