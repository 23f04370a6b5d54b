import type { JsonObject } from '../../src/core/json.ts';
import { type Lacks, neededBefore, passedOver } from './adapt.ts';
import type { AssemblyStack } from './assembly.ts';
import type { Aws } from './call-aws.ts';
import { exportsOf, resourcesOf } from './cloudformation.ts';
import { ACCOUNT, REGION } from './emulator.ts';
import { KINDS } from './kinds/kinds.ts';
import type { Quirk } from './quirks.ts';
import { type Known, resolve, type Surroundings, UNRESOLVED } from './resolve.ts';

/** How a resource came to be. */
export type Way = 'CloudFormation' | 'its own API';

/** A stack on the emulator: which resources are there, and what could not be made. */
export interface Deployment {
  stack: AssemblyStack;
  /** What the emulator's CloudFormation does in its own way. */
  quirks: readonly Quirk[];
  known: Map<string, Known>;
  ways: Map<string, Way>;
  /** Why a resource is not there. */
  missing: Map<string, string>;
  exported: Map<string, string>;
}

/** A stack of which nothing is there yet. */
export function nothingOf(stack: AssemblyStack, { quirks }: Lacks): Deployment {
  return { stack, quirks, known: new Map(), ways: new Map(), missing: new Map(), exported: new Map() };
}

/** Makes, by the emulator's own APIs, what the rest of the template refers to and its CloudFormation passes over. */
export async function makeBefore(aws: Aws, deployment: Deployment, lacks: Lacks): Promise<void> {
  await makeAll(aws, deployment, neededBefore(deployment.stack, lacks));
}

/** Takes in what CloudFormation made. */
export async function takeIn(aws: Aws, deployment: Deployment): Promise<void> {
  const { stack, known, ways } = deployment;
  deployment.exported = await exportsOf(aws);
  for (const [id, ref] of await resourcesOf(aws, stack.name)) {
    if (!stack.template.Resources[id] || known.has(id)) continue;
    known.set(id, { ref, attributes: {} });
    ways.set(id, 'CloudFormation');
  }
  for (const [id, { ref }] of known)
    known.set(id, { ref, attributes: await attributesOf(aws, deployment, id, ref) });
}

/** Makes, by the emulator's own APIs, whatever its CloudFormation passes over and is not made yet. */
export async function makeAfter(aws: Aws, deployment: Deployment, lacks: Lacks): Promise<void> {
  const { stack, known } = deployment;
  const left = passedOver(stack, lacks).filter((id) => !known.has(id));
  await makeAll(aws, deployment, left);
}

/** What was made by the emulator's own APIs. */
export function madeOf({ known, ways }: Deployment): Map<string, Known> {
  return new Map([...known].filter(([id]) => ways.get(id) === 'its own API'));
}

/** Properties of a resource as the template has them, with every reference carried out. */
export function plannedOf(deployment: Deployment, id: string): JsonObject {
  const properties = deployment.stack.template.Resources[id]?.Properties ?? {};
  return resolve(properties, surroundingsOf(deployment)) as JsonObject;
}

async function makeAll(aws: Aws, deployment: Deployment, ids: string[]): Promise<void> {
  let left = ids;
  for (let before = -1; left.length !== before; ) {
    before = left.length;
    const later: string[] = [];
    for (const id of left) if (!(await makeOne(aws, deployment, id))) later.push(id);
    left = later;
  }
  for (const id of left) deployment.missing.set(id, 'it refers to what is not there');
}

/** False where it refers to something that is not there yet. */
async function makeOne(aws: Aws, deployment: Deployment, id: string): Promise<boolean> {
  const planned = plannedOf(deployment, id);
  if (JSON.stringify(planned).includes(JSON.stringify(UNRESOLVED).slice(1, -1))) return false;
  const kind = KINDS[deployment.stack.template.Resources[id]?.Type ?? ''];
  if (!kind?.make) {
    deployment.missing.set(id, 'its CloudFormation does not know the type');
    return true;
  }
  try {
    const ref = await kind.make(aws, `${deployment.stack.name}-${id}`, planned);
    deployment.known.set(id, { ref, attributes: {} });
    deployment.known.set(id, { ref, attributes: await attributesOf(aws, deployment, id, ref) });
    deployment.ways.set(id, 'its own API');
    deployment.missing.delete(id);
  } catch (error) {
    deployment.missing.set(id, error instanceof Error ? error.message : String(error));
  }
  return true;
}

async function attributesOf(aws: Aws, deployment: Deployment, id: string, ref: string) {
  const type = deployment.stack.template.Resources[id]?.Type ?? '';
  const given = (await KINDS[type]?.attributes?.(aws, { id: ref, planned: plannedOf(deployment, id) })) ?? {};
  const quirks = deployment.quirks.filter((quirk) => quirk.type === type);
  return quirks.reduce((own, { attributes }) => attributes?.(own) ?? own, given);
}

function surroundingsOf({ stack, known, exported }: Deployment): Surroundings {
  const pseudo: Record<string, string> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::Region': REGION,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
  };
  const plain = (ref: string): Known => ({ ref, attributes: {} });
  return {
    known: (name) => {
      const value = pseudo[name] ?? stack.template.Parameters?.[name]?.Default;
      return value === undefined ? known.get(name) : plain(String(value));
    },
    exported: (name) => exported.get(name),
    // The template's own conditions only tell regions apart where the CDK reports its use.
    condition: () => false,
  };
}
