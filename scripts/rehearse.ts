import { fileURLToPath } from 'node:url';
import { ForewarnError } from '../src/core/errors.ts';
import { rehearse } from './rehearse/rehearse.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  const isGood = await rehearse({ root, env: process.env, args: process.argv.slice(2), out });
  out(
    isGood
      ? 'rehearsed: everything that the emulator has is as planned'
      : 'rehearsed: not everything is as planned',
  );
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  const isUsage = error instanceof ForewarnError && (error.code === 'usage' || error.code === 'config');
  const fix = error instanceof ForewarnError && error.fix ? `; ${error.fix}` : '';
  process.stderr.write(`rehearse: ${error instanceof Error ? error.message : String(error)}${fix}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
