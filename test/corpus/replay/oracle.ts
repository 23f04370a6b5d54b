import type { ServerResponse } from 'node:http';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import type { ReplayedLook } from '../../../src/app/replay.ts';
import { showingToUs } from '../../../src/app/show-to-us.ts';
import { formatSubject, operationOf } from '../../../src/core/drift/subject.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import type { ApiDocument } from '../../../src/core/openapi/document/types.ts';
import { type Emulator, startEmulator } from '../../../src/local/emulator/start-emulator.ts';
import { liveSource, lookPlan, pactV3 } from '../../adapters/look-plan.ts';
import { json, type Received, startServer } from '../../adapters/loopback-server.ts';

/** Something that was said to break a caller. */
export interface Claim {
  look: ReplayedLook;
  finding: ReplayedLook['findings'][number];
}

/** What became of it. `unjudged`: the same call did not hold before either, so that its failing would show nothing. */
export interface Judged extends Claim {
  outcome: 'fails' | 'passes' | 'unjudged';
  by: 'answer' | 'emulator';
}

/** Calls in one run of the verifier. */
const AT_ONCE = 40;

/** A claim with what its call meets: an answer that shows it, or the API as one of the documents has it. */
interface Meeting {
  name: string;
  interaction: JsonObject;
  answer: Json | null;
  emulator: Emulator;
}

/**
 * Lets the verifier judge what was said to break a caller: it plays the caller's pact against an answer that the new
 * document allows and that shows the difference, and where none can be made, against an emulator of the new document;
 * then the same call has to hold at an emulator of the old one.
 */
export async function judgeClaims(
  claims: readonly Claim[],
  interactions: readonly JsonObject[],
): Promise<Judged[]> {
  const byOperation = new Map(interactions.map((one) => [one.description as string, one]));
  const emulators = new Map<ApiDocument, Emulator>();
  const emulatorOf = async (document: ApiDocument) => {
    const emulator = emulators.get(document) ?? (await startEmulator({ document, credentials: null }));
    emulators.set(document, emulator);
    return emulator;
  };
  const judged: Judged[] = [];
  try {
    for (let at = 0; at < claims.length; at += AT_ONCE) {
      const some = claims.slice(at, at + AT_ONCE);
      const meetings: Meeting[] = [];
      for (const [index, claim] of some.entries()) {
        const answer = answerOf(claim);
        const whole = byOperation.get(operationOf(claim.finding.subject)) as JsonObject;
        const interaction = claim.finding.subject.section === 'response' ? whole : byStatus(whole);
        const { baseline, document } = claim.look;
        const now = await emulatorOf(document);
        meetings.push({ name: `now-${index}`, interaction, answer, emulator: now });
        if (answer === null) {
          const before = await emulatorOf(baseline);
          meetings.push({ name: `before-${index}`, interaction, answer, emulator: before });
        }
      }
      const outcomes = await outcomesOf(meetings);
      judged.push(
        ...some.map((claim, index): Judged => {
          const held = (outcomes.get(`before-${index}`) ?? 'passed') === 'passed';
          const now = outcomes.get(`now-${index}`);
          const outcome = !held
            ? 'unjudged'
            : now === 'failed'
              ? 'fails'
              : now === 'passed'
                ? 'passes'
                : 'unjudged';
          return { ...claim, outcome, by: outcomes.has(`before-${index}`) ? 'emulator' : 'answer' };
        }),
      );
    }
  } finally {
    await Promise.all([...emulators.values()].map((emulator) => emulator.close()));
  }
  return judged;
}

async function outcomesOf(meetings: readonly Meeting[]): Promise<Map<string, string>> {
  const byName = new Map(meetings.map((one) => [one.name, one]));
  const server = await startServer((request, response) => {
    const [, name = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(request.url) ?? [];
    const meeting = byName.get(name);
    if (!meeting) response.writeHead(404).end();
    else if (meeting.answer === null) passOn(meeting.emulator.url + rest, request, response);
    else {
      const { status, headers } = meeting.interaction.response as { status: number; headers?: JsonObject };
      json(response, status, meeting.answer, {
        'content-type': String(headers?.['Content-Type'] ?? 'application/json'),
      });
    }
  });
  try {
    const pact = pactV3(meetings.map(({ interaction, name }) => renamed(interaction, name)));
    const plan = lookPlan({ url: server.url, deadlineMs: 90_000, pacts: [pact] });
    const { interactions } = await liveSource().observe(plan);
    return new Map(interactions.map((one) => [one.description, one.outcome]));
  } finally {
    await server.close();
  }
}

function passOn(url: string, { method, headers, body }: Received, response: ServerResponse): void {
  const hop = /^(?:host|content-length|connection|transfer-encoding)$/;
  const kept = Object.entries(headers).filter(([name]) => !hop.test(name));
  const sent = method === 'GET' || method === 'HEAD' ? {} : { body };
  fetch(url, { method, headers: Object.fromEntries(kept) as Record<string, string>, ...sent })
    .then(async (answer) => {
      const type = answer.headers.get('content-type');
      response.writeHead(answer.status, type ? { 'content-type': type } : {});
      response.end(Buffer.from(await answer.arrayBuffer()));
    })
    .catch(() => response.destroy());
}

/** The same call, of which nothing but its status is looked at. */
function byStatus(interaction: JsonObject): JsonObject {
  const { status } = interaction.response as { status: number };
  return { ...interaction, response: { status } };
}

/** An answer that the new document allows and that shows the difference to the caller; null where none was made. */
function answerOf({ look, finding }: Claim): Json | null {
  const { baseline, document, usage } = look;
  const witness = showingToUs(usage, { baseline, observed: document })(finding);
  if (!witness) return null;
  const answer = witness.instance as Json;
  const key = operationOf(finding.subject);
  const { status, media } = finding.subject;
  const schema = document.byKey
    .get(key)
    ?.responses.find((one) => one.status === status)
    ?.content.find((one) => one.media === media)?.schema;
  const allows = schema ? createAjvValidators(document)(schema, 'response') : null;
  return allows && allows(answer).length === 0 ? answer : null;
}

function renamed(interaction: JsonObject, name: string): JsonObject {
  const request = interaction.request as JsonObject;
  return { ...interaction, description: name, request: { ...request, path: `/${name}${request.path}` } };
}

/** A claim in one line. */
export function claimLine({ finding, look, outcome, by }: Judged): string {
  return `${look.at.slice(0, 10)} ${outcome} (${by}) ${finding.rule} ${formatSubject(finding.subject)}`;
}
