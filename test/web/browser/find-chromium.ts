import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import chromium from '@sparticuz/chromium';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'headless_shell'];

/**
 * The browsers that may be there, best first: the one that `CHROMIUM_PATH` names and no other, else the packaged one (of
 * x64 Linux, unpacked into the folder for temporary files), else those on the path.
 */
export async function* findChromium(env: NodeJS.ProcessEnv = process.env): AsyncGenerator<string> {
  if (env.CHROMIUM_PATH) return yield env.CHROMIUM_PATH;
  if (process.platform === 'linux' && process.arch === 'x64') yield await chromium.executablePath();
  const folders = (env.PATH ?? '').split(delimiter);
  yield* folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).filter(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
