import { dirname, join } from 'node:path';
import { releaseChange } from '../../src/app/release-change.ts';
import { releasable, waitingFor } from '../../src/core/lifecycle/sendable.ts';
import { liveDay, nextDay } from '../../src/local/story/days.ts';
import { type Stage, setStage } from '../../src/local/story/stage.ts';
import { copySamples } from '../samples/copy-samples.ts';
import { type CrashEvent, type Park, type Said, SPOTS } from './events.ts';
import { watchPorts } from './watch-ports.ts';

// Lives the story in a data folder, from wherever it stands, until its end or its death.

/** Production follows on day 12; what is held then is released on the day after. */
const LAST_DAY = 14;

const [dir = '', parkText = 'null'] = process.argv.slice(2);
const park = JSON.parse(parkText) as Park | null;
let met = 0;

const parentIsGone = () => process.exit(1);
process.once('disconnect', parentIsGone);

const say = (said: Said) => new Promise<void>((resolve) => process.send?.(said, () => resolve()));

/** Tells an event; where it is the one to stop at, whoever caused it waits for ever. */
async function tell(event: CrashEvent): Promise<void> {
  await say({ say: 'event', event });
  if (!park || !SPOTS[park.spot](event)) return;
  met++;
  if (met !== park.n) return;
  await say({ say: 'parked', event });
  await new Promise(() => {});
}

const repository = join(dirname(dir), 'repository');
copySamples(repository, ['acme-pay', 'city-geo']);
const stage = await setStage({
  dir,
  cwd: repository,
  fresh: false,
  toolVersion: '0.0.0-crash',
  wrap: (ports) => watchPorts(ports, tell),
});
await say({ say: 'open' });
for (let day = nextDay(stage); day <= LAST_DAY; day++) {
  const { date, swept } = await liveDay(stage, day);
  for (const { state } of swept) await releaseFrom(stage, state.partner, date);
}
await stage.close();
await say({ say: 'ended' });
process.removeListener('disconnect', parentIsGone).disconnect();

/** A person releases what has been held since an earlier day; by the ledger, so that a crash changes nothing. */
async function releaseFrom(on: Stage, partner: string, today: string): Promise<void> {
  const agreement = on.agreements.find((one) => one.partner === partner);
  const state = await on.ports.projections.read(partner);
  if (!agreement || !state) return;
  for (const ref of releasable(state)) {
    if (waitingFor(state, ref).every(({ at }) => at.slice(0, 10) >= today)) continue;
    await releaseChange(on.ports, { agreement, ref, by: { kind: 'person', id: 'crash-test' } });
    await on.pipeline.sweep(partner);
  }
}
