import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../core/json.ts';
import { type Expected, PROPOSED_COMMENT, type ProposedInteraction } from '../../core/pact/proposed.ts';

/** Who is in a pact. */
export interface Participants {
  consumer: string;
  provider: string;
}

/**
 * Writes a pact (specification 4) of proposed interactions with `@pact-foundation/pact`: each is played against Pact's own
 * mock server on loopback, and says in a comment that it was proposed.
 *
 * @returns the text of the file
 */
export async function pactText(
  interactions: readonly ProposedInteraction[],
  { consumer, provider }: Participants,
): Promise<string> {
  // Pact's core otherwise tells its makers that it runs.
  process.env.PACT_DO_NOT_TRACK = 'true';
  const { MatchersV3, PactV4 } = await import('@pact-foundation/pact');
  const dir = mkdtempSync(join(tmpdir(), 'forewarn-pact-'));

  const matcher = (expected: Expected): unknown => {
    switch (expected.kind) {
      case 'type':
        return MatchersV3.like(expected.example);
      case 'integer':
        return MatchersV3.integer(expected.example);
      case 'list':
        return MatchersV3.atLeastLike(matcher(expected.element), 0, 1);
      case 'object':
        return MatchersV3.like(
          Object.fromEntries(Object.entries(expected.members).map(([name, one]) => [name, matcher(one)])),
        );
      default:
        return expected satisfies never;
    }
  };

  try {
    for (const { description, request, response } of interactions)
      await new PactV4({ consumer, provider, dir, logLevel: 'error' })
        .addInteraction()
        .uponReceiving(description)
        .comment(PROPOSED_COMMENT)
        .comment('Proposed from the document: take out what you do not rely on.')
        .withRequest(request.method, request.path, (to) => {
          to.query(request.query).headers(request.headers);
          if (request.body !== undefined) to.jsonBody(request.body);
        })
        .willRespondWith(response.status, (like) => {
          if (response.media !== undefined) like.headers({ 'Content-Type': response.media });
          if (response.body) like.jsonBody(matcher(response.body));
        })
        .executeTest(({ url }) => play(url, request));
    const [file] = readdirSync(dir);
    return readFileSync(join(dir, file as string), 'utf8');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function play(
  url: string,
  { method, path, query, headers, body }: ProposedInteraction['request'],
): Promise<void> {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    values.map((one): [string, string] => [name, one]),
  );
  const search = new URLSearchParams(pairs).toString();
  const answer = await fetch(`${url}${path}${search === '' ? '' : `?${search}`}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body as Json) }),
  });
  await answer.arrayBuffer();
}
