import core from '@pact-foundation/pact-core';
import type { VerifierJob, VerifierReport } from './verifier-job.ts';
import { readVerifierResults } from './verifier-results.ts';

// The verifier's own process: it may end the process, writes to stdout, and keeps threads of libuv.

// The parent is gone, perhaps killed: nothing is left that would stop a running replay.
process.on('disconnect', end);

process.once('message', (message) => {
  const job = message as VerifierJob;
  if (!process.connected) end();
  verify(job).then(
    (results) => report({ results }),
    () => report({ results: null }),
  );
});

/** The verifier's own memory is none of V8's: it is watched, and the process ends before the machine suffers. */
const MOST_RESIDENT_BYTES = 512 * 1024 * 1024;
const WATCH_MS = 100;

setInterval(() => {
  if (process.memoryUsage.rss() < MOST_RESIDENT_BYTES) return;
  process.send?.({ results: null, tooLarge: true } satisfies VerifierReport, end);
}, WATCH_MS).unref();

function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

async function verify(job: VerifierJob): Promise<VerifierReport['results']> {
  const text = await core.default
    .verifyPacts({
      providerBaseUrl: job.providerUrl,
      providerStatesSetupUrl: job.statesUrl,
      providerStatesSetupTeardown: true,
      providerStatesSetupBody: true,
      pactUrls: job.pactUrls,
      // It would follow them itself, around the proxy and its address guard.
      followRedirects: false,
      timeout: job.requestTimeoutMs,
      logLevel: 'error',
    })
    .catch((error: unknown) => (error instanceof Error ? error.message : ''));
  return readVerifierResults(String(text));
}

function report(message: VerifierReport): void {
  process.send?.(message);
}
