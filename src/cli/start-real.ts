import { join } from 'node:path';
import { realCalendar } from '../adapters/clock/calendar.ts';
import { realMonotonic } from '../adapters/clock/real-monotonic.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { createLookMemory } from '../adapters/files/look-memory.ts';
import { preparePartner } from '../adapters/files/prepare-partner.ts';
import { createQuotaStore } from '../adapters/files/quota-store.ts';
import { userFolder } from '../adapters/files/user-folder.ts';
import { namedProxy, proxyNote } from '../adapters/http/named-proxy.ts';
import { createLineLog } from '../adapters/log/line-log.ts';
import { createEnvSecrets } from '../adapters/secrets/env-secrets.ts';
import { wire } from '../adapters/wire.ts';
import { ForewarnError } from '../core/errors.ts';
import { noteText } from '../core/report/agreement-notes.ts';
import { walkedWords } from '../core/report/journey-words.ts';
import { VERDICT_WORDS } from '../core/report/words.ts';
import { createDailyCheckpoint } from '../local/daily-checkpoint.ts';
import { serveLocalPage } from '../local/local-page.ts';
import { emptyFolder, openStore } from '../local/open-store.ts';
import { createPipeline } from '../local/pipeline.ts';
import { runSchedule } from '../local/run-schedule.ts';
import { makeDataDir } from './data-dir.ts';
import type { CliIo } from './io.ts';
import type { Start } from './start-plan.ts';
import { toolVersion } from './tool-version.ts';

/** `start`: looks at every partner by its schedule in real time, serves the page, ends on Ctrl-C. */
export async function startReal(start: Start, io: CliIo): Promise<void> {
  if (start.exit)
    throw new ForewarnError('usage', '--exit goes with --story', { fix: 'for one look: forewarn check' });
  const { contracts, dir, allowPrivate } = start;
  const { agreements, journeys } = loadAgreements({
    cwd: io.cwd,
    sha256,
    ...(contracts === undefined ? {} : { contracts }),
  });
  const partners = await Promise.all(agreements.map((one) => preparePartner(one, io.cwd, sha256)));
  makeDataDir(dir);
  if (start.fresh) await emptyFolder(dir);
  const { close, clock: _clock, holds, ...stores } = await openStore({ dir, clock: 'real', create: true });
  try {
    if (!holds)
      throw new ForewarnError('locked', 'another process runs the pipeline in this data folder', {
        place: { file: dir },
      });
    const ports = wire({
      ...stores,
      calendar: realCalendar,
      monotonic: realMonotonic,
      secrets: createEnvSecrets(io.env),
      proxy: namedProxy(io.env),
      log: createLineLog((line) => io.err(line)),
      toolVersion: toolVersion(),
      cwd: io.cwd,
      quotas: createQuotaStore(() => userFolder(io.env)),
      memory: createLookMemory(() => userFolder(io.env)),
      mailbox: join(dir, 'mailbox'),
      allowPrivate,
    });
    const note = proxyNote(io.env);
    if (note) ports.log.info(note);
    for (const one of partners.flatMap(({ notes = [] }) => notes))
      ports.log.info(`${one.file}:${one.line}: ${noteText(one)}`);
    const pipeline = createPipeline({
      ports,
      partners,
      journeys,
      by: { kind: 'schedule', id: 'start' },
      allowPrivate,
      emulated: () => false,
      beforeLook: createDailyCheckpoint({ ...stores, ...ports }),
    });
    const page = await serveLocalPage({ port: start.port, ports, agreements, journeys, pipeline });
    io.out(`Forewarn looks at ${agreements.length} partners. Page: ${page.url}  (Ctrl-C ends it)\n`);
    try {
      await runSchedule({
        pipeline,
        calendar: realCalendar,
        monotonic: realMonotonic,
        signal: io.signal,
        told: (tick, outcome) => {
          const place = `${tick.partner} ${tick.environment ?? '(documents)'}`;
          if (outcome instanceof Error) io.err(`${place}: ${outcome.message}\n`);
          else io.out(`${outcome.look.at} ${place}: ${VERDICT_WORDS[outcome.decision.verdict]}\n`);
        },
        walked: ({ title }, outcome) => {
          if (outcome instanceof Error) io.err(`${title}: ${outcome.message}\n`);
          else io.out(`${realCalendar.now().toISOString()} ${title}: ${walkedWords(outcome)}\n`);
        },
      });
    } finally {
      await page.close();
    }
  } finally {
    await close();
  }
}
