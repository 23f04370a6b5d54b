import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForewarnError } from '../../src/core/errors.ts';
import { isComplete, type Lacks } from './adapt.ts';
import { readAssembly, typesOf } from './assembly.ts';
import { type Aws, callAws } from './call-aws.ts';
import { hasStack, learnLacks } from './cloudformation.ts';
import { type Deployment, makeAfter, makeBefore, nothingOf } from './deployment.ts';
import { ACCOUNT, endpointOf, greet, REGION, rehearsalEnvironment } from './emulator.ts';
import { writeAdapted } from './prepare.ts';
import { type Row, readBack } from './read-back.ts';
import { type RunCdk, runCdk } from './run-cdk.ts';
import { type Step, steps } from './steps.ts';
import { lacksAsLines, type Remains, remainsOf, removeEverything, TOOLKIT } from './tear-down.ts';
import { isAsPlanned, summaryOf, tableOf } from './tell.ts';

/** Where the rehearsal runs, and where it tells. */
export interface Stage {
  /** Folder of the repository: its `cdk.json` names the app. */
  root: string;
  env: Record<string, string | undefined>;
  out(text: string): void;
}

interface Play {
  aws: Aws;
  cdk: RunCdk;
  step: Step;
  out(text: string): void;
  /** Folder for what is synthesised. */
  folder: string;
}

/**
 * Deploys the real template to the emulator at AWS_ENDPOINT_URL, registers the samples, reads everything back and
 * takes it away again.
 *
 * @returns true where everything that the emulator has is as planned.
 * @throws ForewarnError `usage` where no emulator is named or answers, or it is not empty.
 */
export async function rehearse({ root, env, out }: Stage): Promise<boolean> {
  const endpoint = endpointOf(env);
  out(`the emulator at ${endpoint.origin} answers (${await greet(endpoint)})`);
  const aws = callAws(endpoint, () => new Date());
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-rehearsal-'));
  const step = steps(out, () => performance.now());
  const cdk = runCdk(root, rehearsalEnvironment(env, endpoint));
  try {
    return await play({ aws, cdk, step, out, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play({ aws, cdk, step, out, folder }: Play): Promise<boolean> {
  const app = join(folder, 'as-synthesised');
  await step('cdk synth', () => cdk('synth', '--quiet', '--output', app, '--no-lookups'));
  const stacks = readAssembly(app);
  for (const { name } of stacks)
    if (await hasStack(aws, name))
      throw new ForewarnError('usage', `the emulator already has a stack ${name}`, {
        fix: 'rehearse on an emulator that was started anew',
      });
  const hadToolkit = await hasStack(aws, TOOLKIT);
  await step('cdk bootstrap', () => cdk('bootstrap', `aws://${ACCOUNT}/${REGION}`));
  const lacks = await step('what its CloudFormation takes', () => learnLacks(aws, typesOf(stacks)));
  for (const line of lacksAsLines(lacks)) out(`  ${line}`);
  const deployments = stacks.map(nothingOf);
  try {
    const goes = isComplete(lacks) ? app : await adapt(aws, app, join(folder, 'adapted'), deployments, lacks);
    out(isComplete(lacks) ? '  the template goes as it is' : '  the rest of the template goes as it is');
    await step('cdk deploy', () =>
      cdk('deploy', '--all', '--app', goes, '--require-approval', 'never', '--no-lookups'),
    );
    await step('what its CloudFormation passes over, by its own APIs', () =>
      each(deployments, (one) => makeAfter(aws, one, lacks)),
    );
    const rows = await step('read back', async () =>
      (await each(deployments, (one) => readBack(aws, one))).flat(),
    );
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

async function adapt(
  aws: Aws,
  from: string,
  to: string,
  deployments: Deployment[],
  lacks: Lacks,
): Promise<string> {
  await each(deployments, (one) => makeBefore(aws, one, lacks));
  writeAdapted(from, to, deployments, lacks);
  return to;
}

async function each<T>(deployments: Deployment[], work: (one: Deployment) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const one of deployments) results.push(await work(one));
  return results;
}

function tellRemains({ kept, lost, left, refused }: Remains, out: (text: string) => void): void {
  for (const name of kept)
    out(`  kept: ${name}${refused.includes(name) ? ' (deleting it is refused: protected)' : ''}`);
  for (const name of lost) out(`  lost, although it must be kept: ${name}`);
  for (const name of left) out(`  the emulator left behind: ${name}`);
}

function isGood(rows: Row[], { lost }: Remains): boolean {
  return isAsPlanned(rows) && lost.length === 0;
}
