import type { Lacks } from './adapt.ts';
import type { Aws } from './call-aws.ts';
import { deleteStack, resourcesOf } from './cloudformation.ts';
import { type Deployment, plannedOf } from './deployment.ts';
import { bucket } from './kinds/bucket.ts';
import { KINDS } from './kinds/kinds.ts';
import { isDeleteRefused } from './kinds/table.ts';

/** Stack that the CDK's bootstrap makes. */
export const TOOLKIT = 'CDKToolkit';

/** What is there after the stack was destroyed. */
export interface Remains {
  /** Kept, as the template says. */
  kept: string[];
  /** How many are gone, as they should. */
  gone: number;
  /** Gone, although the template keeps it. */
  lost: string[];
  /** Still there, although the template does not keep it; the emulator's CloudFormation may not know how. */
  left: string[];
  /** Tables whose deletion the emulator refused, because they are protected. */
  refused: string[];
}

/** Looks for every resource that CloudFormation made, after the stack is destroyed. */
export async function remainsOf(aws: Aws, deployments: Deployment[]): Promise<Remains> {
  const remains: Remains = { kept: [], gone: 0, lost: [], left: [], refused: [] };
  for (const [deployment, id, ref] of everything(deployments)) {
    const resource = deployment.stack.template.Resources[id];
    if (!resource || deployment.ways.get(id) !== 'CloudFormation') continue;
    const found = await KINDS[resource.Type]?.read(aws, { id: ref, planned: plannedOf(deployment, id) });
    const name = `${resource.Type.replace('AWS::', '')} ${ref}`;
    const isThere = found !== null && found !== undefined && !isEnding(found);
    if (/^Retain/.test(resource.DeletionPolicy ?? '')) remains[isThere ? 'kept' : 'lost'].push(name);
    else if (isThere) remains.left.push(name);
    else remains.gone += 1;
    if (isThere && resource.Type === 'AWS::DynamoDB::GlobalTable' && (await isDeleteRefused(aws, ref)))
      remains.refused.push(name);
  }
  return remains;
}

/** Removes whatever the rehearsal brought to the emulator; gives what would not go. */
export async function removeEverything(
  aws: Aws,
  deployments: Deployment[],
  withToolkit: boolean,
): Promise<string[]> {
  const stubborn: string[] = [];
  for (const [deployment, id, ref] of everything(deployments).reverse()) {
    const kind = KINDS[deployment.stack.template.Resources[id]?.Type ?? ''];
    const deployed = { id: ref, planned: plannedOf(deployment, id) };
    const found = kind?.remove && (await kind.read(aws, deployed));
    if (!found || isEnding(found)) continue;
    await kind?.remove?.(aws, deployed).catch((error: Error) => stubborn.push(error.message));
  }
  for (const { stack } of deployments) await deleteStack(aws, stack.name);
  if (withToolkit) {
    const staging = [...(await resourcesOf(aws, TOOLKIT))].find(([id]) => id === 'StagingBucket')?.[1];
    await deleteStack(aws, TOOLKIT);
    if (staging && (await bucket.read(aws, { id: staging, planned: {} })))
      await bucket
        .remove?.(aws, { id: staging, planned: {} })
        .catch((error: Error) => stubborn.push(error.message));
  }
  return stubborn;
}

/** Everything that is or was there, in the order of the templates. */
function everything(deployments: Deployment[]): [Deployment, string, string][] {
  return deployments.flatMap((deployment) =>
    [...deployment.known].map(([id, { ref }]): [Deployment, string, string] => [deployment, id, ref]),
  );
}

/** A key is not deleted but waits for its end. */
function isEnding(found: object): boolean {
  return 'KeyState' in found && found.KeyState === 'PendingDeletion';
}

/** What the emulator could not take of the template as it is. */
export function lacksAsLines(lacks: Lacks): string[] {
  const types = [...lacks.types].map((type) => type.replace('AWS::', '')).sort();
  return [
    ...(types.length > 0 ? [`its CloudFormation passes over ${types.join(', ')}`] : []),
    ...(lacks.tableIsPlain ? ['a global table with one replica goes as the plain table that it is'] : []),
    ...lacks.quirks.map(({ told }) => told),
  ];
}
