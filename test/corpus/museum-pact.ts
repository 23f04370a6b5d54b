import { join } from 'node:path';
import { MatchersV3, PactV4, type V3MockServer } from '@pact-foundation/pact';

const { datetime, eachLike, fromProviderState, number, regex, string, uuid } = MatchersV3;

const EVENT = 'dad4bce8-f5cb-4078-a211-995864315e39';
const NAME = 'Night Watch';
const DAY = '2026-12-01';
const JSON_HEADERS = { 'Content-Type': 'application/json' };

const day = (example: string) => datetime('yyyy-MM-dd', example);
const hour = (example: string) => regex('^([01]\\d|2[0-3]):?([0-5]\\d)$', example);
const eventPath = fromProviderState(`/special-events/\${eventId}`, `/special-events/${EVENT}`);
const event = { eventId: uuid(EVENT), name: string(NAME), price: number(12.5) };
const newEvent = {
  name: NAME,
  location: 'East wing',
  eventDescription: 'A walk with a lantern.',
  dates: [DAY],
  price: 12.5,
};
const ticket = { ticketType: 'general', ticketDate: DAY, email: 'visitor@shop.example' };

/**
 * Writes the pact of a ticket shop with the museum, by playing the shop against Pact's own mock server: five
 * interactions over opening hours, special events and tickets.
 *
 * @param made the status that the museum answers with when something is made.
 * @returns the path of the pact.
 */
export async function writeMuseumPact(dir: string, made: 200 | 201): Promise<string> {
  const open = () => new PactV4({ consumer: 'ticket-shop', provider: 'museum', dir, logLevel: 'error' });
  await open()
    .addInteraction()
    .uponReceiving('a request for the opening hours')
    .withRequest('GET', '/museum-hours', (to) => to.query({ startDate: DAY, limit: '5' }))
    .willRespondWith(200, (with_) =>
      with_.jsonBody(eachLike({ date: day(DAY), timeOpen: hour('09:00'), timeClose: hour('18:00') })),
    )
    .executeTest((museum) => call(museum, 'GET', `/museum-hours?startDate=${DAY}&limit=5`));
  await open()
    .addInteraction()
    .uponReceiving('a request to plan an event')
    .withRequest('POST', '/special-events', (to) => to.jsonBody(newEvent))
    .willRespondWith(made, (with_) => with_.jsonBody(event))
    .executeTest((museum) => call(museum, 'POST', '/special-events', newEvent));
  await open()
    .addInteraction()
    .given('an event is planned')
    .uponReceiving('a request for an event')
    .withRequest('GET', eventPath)
    .willRespondWith(200, (with_) => with_.jsonBody({ ...event, dates: eachLike(day(DAY)) }))
    .executeTest((museum) => call(museum, 'GET', `/special-events/${EVENT}`));
  await open()
    .addInteraction()
    .given('an event is planned')
    .uponReceiving('a request to cancel an event')
    .withRequest('DELETE', eventPath)
    .willRespondWith(204)
    .executeTest((museum) => call(museum, 'DELETE', `/special-events/${EVENT}`));
  await open()
    .addInteraction()
    .uponReceiving('a request to buy a ticket')
    .withRequest('POST', '/tickets', (to) => to.jsonBody(ticket))
    .willRespondWith(made, (with_) =>
      with_.jsonBody({ ticketId: uuid(), ticketDate: day(DAY), confirmationCode: string('ticket-1') }),
    )
    .executeTest((museum) => call(museum, 'POST', '/tickets', ticket));
  return join(dir, 'ticket-shop-museum.json');
}

async function call(museum: V3MockServer, method: string, path: string, body?: unknown): Promise<void> {
  const sent = body === undefined ? {} : { headers: JSON_HEADERS, body: JSON.stringify(body) };
  const answer = await fetch(museum.url + path, { method, ...sent });
  await answer.arrayBuffer();
}
