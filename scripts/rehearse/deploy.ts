import { heldBack, isComplete, type Lacks } from './adapt.ts';
import type { Aws } from './call-aws.ts';
import { type Deployment, madeOf, makeAfter, makeBefore, takeIn } from './deployment.ts';
import { writeAdapted } from './prepare.ts';
import type { RunCdk } from './run-cdk.ts';
import type { Step } from './steps.ts';

/** What a deployment needs. */
export interface Deploy {
  aws: Aws;
  cdk: RunCdk;
  step: Step;
  out(text: string): void;
  /** Folder of the synthesised app. */
  app: string;
  deployments: Deployment[];
  lacks: Lacks;
}

/** Most times that the stacks are deployed: each time with what the last one made possible. */
const ROUNDS = 3;

/**
 * Deploys the synthesised app through CloudFormation: as it is where the emulator takes it, else everything that its
 * CloudFormation knows, with the rest made by its own APIs.
 *
 * @returns folder of the app as it was deployed.
 */
export async function deploy(on: Deploy): Promise<string> {
  const { aws, step, out, app, deployments, lacks } = on;
  if (isComplete(lacks)) {
    out('  the template goes as it is');
    await deployOnce(on, app, 'cdk deploy');
    return app;
  }
  await step('what the rest refers to, by its own APIs', () =>
    each(deployments, (one) => makeBefore(aws, one, lacks)),
  );
  let waiting = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round++) {
    const held = deployments.flatMap((one) => heldBack(one.stack, lacks, madeOf(one)));
    const goes = `${app}-round-${round}`;
    writeAdapted(app, goes, deployments, lacks);
    const later = held.length > 0 ? `, ${held.length} resources wait for what is made after it` : '';
    // A stack that is there is updated without a change set: emulators mix up two of the same name.
    const method = round === 1 ? [] : ['--method', 'direct', '--no-previous-parameters'];
    await deployOnce(on, goes, `cdk deploy (round ${round}${later})`, method);
    await step('what its CloudFormation passes over, by its own APIs', () =>
      each(deployments, (one) => makeAfter(aws, one, lacks)),
    );
    const isProgress = held.length < waiting;
    if (held.length > 0 && isProgress && round < ROUNDS) waiting = held.length;
    else {
      for (const one of deployments)
        for (const id of heldBack(one.stack, lacks, madeOf(one)))
          one.missing.set(id, 'it refers to what the emulator does not have');
      return goes;
    }
  }
}

async function deployOnce(
  { aws, cdk, step, deployments }: Deploy,
  goes: string,
  name: string,
  method: string[] = [],
) {
  try {
    await step(name, () =>
      cdk('deploy', '--all', '--app', goes, '--require-approval', 'never', '--no-lookups', ...method),
    );
  } finally {
    await each(deployments, (one) => takeIn(aws, one));
  }
}

/** Does something with one stack after another. */
export async function each<T>(
  deployments: Deployment[],
  work: (one: Deployment) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (const one of deployments) results.push(await work(one));
  return results;
}
