import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForewarnError } from '../../src/core/errors.ts';
import { readAssembly, typesOf } from './assembly.ts';
import { type Aws, callAws } from './call-aws.ts';
import { hasStack, learnLacks } from './cloudformation.ts';
import { writeConfiguration } from './configuration.ts';
import { deploy, each } from './deploy.ts';
import { nothingOf } from './deployment.ts';
import { ACCOUNT, endpointOf, greet, REGION, rehearsalEnvironment } from './emulator.ts';
import { withOpenBuckets } from './open-buckets.ts';
import { type Row, readBack } from './read-back.ts';
import { registerSamples } from './register-samples.ts';
import { type RunCdk, runCdk } from './run-cdk.ts';
import { type Step, steps } from './steps.ts';
import { lacksAsLines, type Remains, remainsOf, removeEverything, TOOLKIT } from './tear-down.ts';
import { isAsPlanned, summaryOf, tableOf } from './tell.ts';

/** Where the rehearsal runs, and where it tells. */
export interface Stage {
  /** Folder of the repository: its `cdk.json` names the app. */
  root: string;
  env: Record<string, string | undefined>;
  /** For `cdk synth`, such as `-c architecture=x86_64`. */
  args: string[];
  out(text: string): void;
}

interface Play {
  aws: Aws;
  endpoint: URL;
  cdk: RunCdk;
  step: Step;
  out(text: string): void;
  /** Folder for what is synthesised. */
  folder: string;
  root: string;
  /** Environment of what is started. */
  env: Record<string, string>;
  args: string[];
}

/**
 * Deploys the real template to the emulator at AWS_ENDPOINT_URL, registers the samples, reads everything back and
 * takes it away again.
 *
 * @returns true where everything that the emulator has is as planned.
 * @throws ForewarnError `usage` where no emulator is named or answers, or it is not empty.
 */
export async function rehearse({ root, env, args, out }: Stage): Promise<boolean> {
  const endpoint = endpointOf(env);
  out(`the emulator at ${endpoint.origin} answers (${await greet(endpoint)})`);
  const aws = callAws(endpoint, () => new Date());
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-rehearsal-'));
  const step = steps(out, () => performance.now());
  out(`configuration: ${writeConfiguration(root, folder)}`);
  const started = rehearsalEnvironment(env, endpoint);
  const cdk = runCdk(root, folder, started);
  try {
    return await play({ aws, endpoint, cdk, step, out, folder, root, env: started, args });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play({ aws, endpoint, cdk, step, out, folder, root, env, args }: Play): Promise<boolean> {
  const app = join(folder, 'as-synthesised');
  await step('cdk synth', () => cdk('synth', '--quiet', '--output', app, '--no-lookups', ...args));
  const stacks = readAssembly(app);
  for (const { name } of stacks)
    if (await hasStack(aws, name))
      throw new ForewarnError('usage', `the emulator already has a stack ${name}`, {
        fix: 'rehearse on an emulator that was started anew',
      });
  const hadToolkit = await hasStack(aws, TOOLKIT);
  await step('cdk bootstrap', () => cdk('bootstrap', '--app', app, `aws://${ACCOUNT}/${REGION}`));
  const lacks = await step('what its CloudFormation takes', () => learnLacks(aws, typesOf(stacks)));
  for (const line of lacksAsLines(lacks)) out(`  ${line}`);
  const deployments = stacks.map((stack) => nothingOf(stack, lacks));
  try {
    const goes = await deploy({ aws, cdk, step, out, app, deployments, lacks });
    const { result: samples, aside } = await step('register the samples', () =>
      withOpenBuckets(aws, deployments, () =>
        registerSamples({ aws, endpoint, root, app, deployments, env, now: () => new Date() }),
      ),
    );
    out(`  by ${samples.by}`);
    if (aside > 0)
      out(`  ${aside} bucket policies, which ask for TLS, were put aside meanwhile: the emulator has none`);
    const resources = await step('read back', async () =>
      (await each(deployments, (one) => readBack(aws, one))).flat(),
    );
    const rows = [...resources, ...samples.rows];
    out(`\n${tableOf(rows)}\n\n${summaryOf(rows)}`);
    await step('cdk destroy', () => cdk('destroy', '--all', '--force', '--app', goes));
    const remains = await remainsOf(aws, deployments);
    tellRemains(remains, out);
    return isGood(rows, remains);
  } finally {
    const stubborn = await step('remove what is left', () => removeEverything(aws, deployments, !hadToolkit));
    for (const line of stubborn) out(`  did not go: ${line}`);
  }
}

function tellRemains({ kept, gone, lost, left, refused }: Remains, out: (text: string) => void): void {
  out(`  gone with the stack: ${gone} resources`);
  for (const name of kept)
    out(`  kept: ${name}${refused.includes(name) ? ' (deleting it is refused: protected)' : ''}`);
  for (const name of lost) out(`  lost, although it must be kept: ${name}`);
  for (const name of left) out(`  the emulator left behind: ${name}`);
}

function isGood(rows: Row[], { lost }: Remains): boolean {
  return isAsPlanned(rows) && lost.length === 0;
}
