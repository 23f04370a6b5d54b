import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Lines of the CLI's output that are shown when it fails. */
const SHOWN = 25;

/** Switches for every command: nothing asked, nothing looked up, nothing sent to its makers. */
const QUIET = ['--no-notices', '--no-version-reporting'];

/** Runs the CDK's own command line. */
export type RunCdk = (...args: string[]) => Promise<void>;

/**
 * @param root folder of the repository
 * @param cwd folder with the `cdk.json` that is used
 * @param env its whole environment
 */
export function runCdk(root: string, cwd: string, env: Record<string, string>): RunCdk {
  return (...args) =>
    new Promise((resolve, reject) => {
      const cdk = join(root, 'node_modules', '.bin', 'cdk');
      const child = spawn(cdk, [...args, ...QUIET], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const lines: string[] = [];
      const keep = (data: Buffer) => lines.push(...data.toString('utf8').split('\n').filter(Boolean));
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve();
        else reject(new Error(`cdk ${args[0]} ended with ${code}:\n  ${lines.slice(-SHOWN).join('\n  ')}`));
      });
    });
}
