import type { JsonObject } from '../../src/core/json.ts';
import type { Aws } from './call-aws.ts';
import { type Comparison, compare } from './compare.ts';
import { type Deployment, plannedOf, type Way } from './deployment.ts';
import { KINDS } from './kinds/kinds.ts';

/** What became of one resource of the template. */
export interface Row {
  type: string;
  /** Its place in the app, as the CDK names it. */
  name: string;
  way: Way | null;
  verdict: 'as planned' | 'differs' | 'not in the emulator';
  /** Properties that are as planned. */
  same: string[];
  /** Properties that its CloudFormation dropped, and its own API took. */
  completed: string[];
  /** Properties of which the emulator tells nothing. */
  untold: string[];
  /** What differs, or why it is not there. */
  why: string[];
}

/** Reads every resource of a stack back from the emulator's own APIs, beside the template. */
export async function readBack(aws: Aws, deployment: Deployment): Promise<Row[]> {
  const rows: Row[] = [];
  for (const id of Object.keys(deployment.stack.template.Resources))
    rows.push(await rowOf(aws, deployment, id));
  return rows;
}

async function rowOf(aws: Aws, deployment: Deployment, id: string): Promise<Row> {
  const resource = deployment.stack.template.Resources[id];
  const type = resource?.Type ?? '';
  const way = deployment.ways.get(id) ?? null;
  const row = { type, name: nameOf(resource, id), way, same: [], completed: [], untold: [] };
  const ref = deployment.known.get(id)?.ref;
  if (ref === undefined || way === null) {
    const why = deployment.missing.get(id) ?? 'its CloudFormation made nothing of it';
    return { ...row, verdict: 'not in the emulator', why: [why] };
  }
  const kind = KINDS[type];
  if (!kind) return { ...row, verdict: 'differs', why: ['nobody reads this type back'] };
  const deployed = { id: ref, planned: plannedOf(deployment, id) };
  const found = await kind.read(aws, deployed);
  if (found === null)
    return { ...row, verdict: 'differs', why: ['CloudFormation says it is there, its API does not'] };
  const first = compare(deployed.planned, found);
  if (isWhole(first) || !kind.complete) return { ...row, ...verdictOf(first) };
  await kind.complete(aws, deployed);
  const second = compare(deployed.planned, (await kind.read(aws, deployed)) ?? {});
  const completed = second.same.filter((property) => !first.same.includes(property));
  return { ...row, ...verdictOf(second), same: first.same, completed };
}

function isWhole({ differs, untold }: Comparison): boolean {
  return differs.length === 0 && untold.length === 0;
}

function verdictOf({ same, differs, untold }: Comparison): Pick<Row, 'verdict' | 'same' | 'untold' | 'why'> {
  const why = differs.map(({ path, planned, found }) => `${path}: planned ${planned}, found ${found}`);
  return { verdict: why.length > 0 ? 'differs' : 'as planned', same, untold, why };
}

function nameOf(resource: object | undefined, id: string): string {
  const metadata = (resource as { Metadata?: JsonObject } | undefined)?.Metadata;
  const path = metadata?.['aws:cdk:path'];
  return typeof path === 'string'
    ? path
        .split('/')
        .slice(1)
        .join('/')
        .replace(/\/Resource$/, '')
    : id;
}
