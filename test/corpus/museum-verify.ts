import { Verifier } from '@pact-foundation/pact';

// A process of its own: Pact's verifier by itself, without anything of Forewarn's between it and the museum.
// Arguments: base URL, `user:password`, pact. Prints the description of each interaction that fails, as JSON.

const [museum = '', secret = '', pact = ''] = process.argv.slice(2);
const authorization = `Basic ${Buffer.from(secret).toString('base64')}`;

const EVENT = { location: 'Hall', eventDescription: 'Songs.', dates: ['2026-12-02'], price: 3 };

async function planEvent(): Promise<{ eventId: string }> {
  const made = await fetch(`${museum}/special-events`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Sing along', ...EVENT }),
  });
  return (await made.json()) as { eventId: string };
}

const verifier = new Verifier({
  providerBaseUrl: museum,
  pactUrls: [pact],
  logLevel: 'error',
  customProviderHeaders: { authorization },
  stateHandlers: { 'an event is planned': planEvent },
});
const text = await verifier.verifyProvider().catch((error: Error) => error.message);
const { interactionResults } = JSON.parse(String(text)) as {
  interactionResults: { description: string; result: string }[];
};
const failed = interactionResults.filter((one) => one.result !== 'OK').map((one) => one.description);
process.stdout.write(`\n${JSON.stringify({ run: interactionResults.length, failed })}\n`);
