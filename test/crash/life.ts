import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CrashEvent, Said } from './events.ts';
import type { Death } from './plan.ts';
import { doingAfter, placeOf } from './wording.ts';

/** How a child's life went. `ended`: the story was over before its death came. */
export interface Life {
  outcome: 'killed' | 'ended';
  events: CrashEvent[];
  /** What it was doing when it was killed, in words. */
  during: string;
}

/** A child that neither ends nor comes to its death by then hangs. */
const HANGS_MS = 300_000;

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/**
 * Starts a child on a data folder and kills it, and it alone, with SIGKILL as planned; without a death it
 * lives to the story's end.
 *
 * @throws Error if it ends by itself in any other way, with what it wrote to stderr.
 */
export async function live(on: {
  dir: string;
  /** Folder for temporary files, handed on to all that the child starts. */
  temporary: string;
  /** Folder where compiled modules are kept from one child to the next. */
  compiled: string;
  death: Death | null;
}): Promise<Life> {
  const { death } = on;
  const child = fork(CHILD, [on.dir, JSON.stringify(death?.how === 'parked' ? death.park : null)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, TMPDIR: on.temporary, NODE_COMPILE_CACHE: on.compiled },
  });
  const heard = listen(child);
  const killer = armed(child, death);
  const { code, signal } = await exitOf(child);
  killer.disarm();
  const { events } = heard;
  if (heard.ended && code === 0) return { outcome: 'ended', events, during: '' };
  if (killer.hung) throw new Error('the process neither ended nor came to where it was to be killed');
  if (signal !== 'SIGKILL' || death === null)
    throw new Error(`the process ended by itself (${code ?? signal})\n${heard.wrong}`);
  const during = heard.parked ? placeOf(heard.parked) : doingAfter(events, heard.open);
  return { outcome: 'killed', events, during };
}

interface Heard {
  events: CrashEvent[];
  open: boolean;
  parked: CrashEvent | null;
  ended: boolean;
  /** What was written to stderr. */
  wrong: string;
}

function listen(child: ChildProcess): Heard {
  const heard: Heard = { events: [], open: false, parked: null, ended: false, wrong: '' };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    heard.wrong += text;
  });
  child.on('message', (said: Said) => {
    if (said.say === 'event') heard.events.push(said.event);
    else if (said.say === 'parked') heard.parked = said.event;
    else heard[said.say] = true;
  });
  return heard;
}

/** Kills a child when its death has come. */
function armed(child: ChildProcess, death: Death | null): { hung: boolean; disarm(): void } {
  const timers: NodeJS.Timeout[] = [];
  const killIn = (ms: number) => void timers.push(setTimeout(() => child.kill('SIGKILL'), ms));
  const weapon = { hung: false, disarm: () => timers.forEach(clearTimeout) };
  timers.push(
    setTimeout(() => {
      weapon.hung = true;
      child.kill('SIGKILL');
    }, HANGS_MS),
  );
  if (death?.how === 'moment' && death.since === 'start') killIn(death.ms);
  let writes = 0;
  child.on('message', (said: Said) => {
    if (said.say === 'parked') child.kill('SIGKILL');
    if (said.say === 'open' && death?.how === 'moment' && death.since === 'open') killIn(death.ms);
    if (said.say !== 'event' || said.event.when !== 'before' || said.event.doing === 'look') return;
    writes++;
    if (death?.how === 'writing' && writes === death.n) killIn(death.ms);
  });
  return weapon;
}

function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}
