import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

/** Runs a function's file once: the event comes on standard input, its result goes to file descriptor 3 as JSON. */
const [file = ''] = process.argv.slice(2);
const { handler } = (await import(pathToFileURL(file).href)) as {
  handler(event: unknown, context: unknown): Promise<unknown>;
};
const context = {
  functionName: 'register',
  functionVersion: '$LATEST',
  awsRequestId: 'rehearsal',
  getRemainingTimeInMillis: () => 29_000,
};
const result = await handler(JSON.parse(await text(process.stdin)), context);
writeSync(3, JSON.stringify(result));
process.exit(0);
