import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { numberedCopy, numberInteractions } from '../../src/adapters/pact/numbered.ts';
import { readPact } from '../../src/core/pact/read-pact.ts';
import { INTERACTIONS, itemOf, pact } from './sample.ts';

/**
 * A partner in a process of its own: answers `GET /items/{id}` after so many ms, and what the verifier asks for where
 * it runs alone. Sends its address to the process that started it, and ends with it.
 */
const latencyMs = Number(process.argv[2] ?? 0);

/** As a look has it replayed. */
const replayed = readPact(pact(INTERACTIONS), '/pacts/0.json');
const numbered = numberedCopy(replayed, numberInteractions([replayed]));

const server = createServer((request, response) => {
  const answer = (body: unknown): void => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  request.resume();
  const url = request.url ?? '';
  if (url === '/pact') answer(numbered);
  else if (!url.startsWith('/items/')) answer({});
  else if (latencyMs === 0) answer(itemOf(url));
  else setTimeout(() => answer(itemOf(url)), latencyMs);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('disconnect', () => process.exit());
