import { request } from 'undici';

/** Where an emulator says that it is one. */
export const EMULATOR_PATH = '/.well-known/forewarn-emulator';
export const EMULATOR_MARK = '{"emulator":"forewarn"}';

const TIMEOUT_MS = 2_000;

/** True if a base URL is on loopback, by its literal address, and an emulator of Forewarn answers there. */
export async function isEmulator(url: string): Promise<boolean> {
  const base = URL.parse(url);
  if (!base || !/^(127\.\d+\.\d+\.\d+|\[::1\])$/.test(base.hostname)) return false;
  try {
    const timeouts = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
    const { statusCode, body } = await request(new URL(EMULATOR_PATH, base), timeouts);
    const text = (await body.text()).slice(0, EMULATOR_MARK.length + 1);
    return statusCode === 200 && text === EMULATOR_MARK;
  } catch {
    return false;
  }
}
