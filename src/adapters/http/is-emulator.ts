import { guardedDispatcher } from './guarded-dispatcher.ts';
import { guardedFetch } from './guarded-fetch.ts';

/** Where an emulator says that it is one. */
export const EMULATOR_PATH = '/.well-known/forewarn-emulator';
export const EMULATOR_MARK = '{"emulator":"forewarn"}';

const TIMEOUT_MS = 2_000;
const MAX_BYTES = 1_000;

/** True if a base URL is on loopback, by its literal address, and an emulator of Forewarn answers there. */
export async function isEmulator(url: string): Promise<boolean> {
  const base = URL.parse(url);
  if (!base || !/^(127\.\d+\.\d+\.\d+|\[::1\])$/.test(base.hostname)) return false;
  const dispatcher = guardedDispatcher({ allowPrivate: true, timeoutMs: TIMEOUT_MS });
  try {
    const request = { method: 'GET', url: new URL(EMULATOR_PATH, base), headers: {} };
    const asked = await guardedFetch(dispatcher, request, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
    return asked.ok && asked.answer.status === 200 && asked.answer.body.toString() === EMULATOR_MARK;
  } finally {
    await dispatcher.destroy();
  }
}
