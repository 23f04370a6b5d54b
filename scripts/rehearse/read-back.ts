import type { JsonObject } from '../../src/core/json.ts';
import type { Aws } from './call-aws.ts';
import { type Comparison, compare } from './compare.ts';
import { type Deployment, plannedOf, type Way } from './deployment.ts';
import type { Deployed, Kind } from './kinds/kind.ts';
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
  /** Properties that are as planned only since its own API set what its CloudFormation dropped. */
  completed: string[];
  /** Properties that its CloudFormation drops although its own API, asked beside it, takes them. */
  dropped: string[];
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
  const row = { type, name: nameOf(resource, id), way, same: [], completed: [], dropped: [], untold: [] };
  const ref = deployment.known.get(id)?.ref;
  if (ref === undefined || way === null) {
    const why = deployment.missing.get(id);
    if (why !== undefined) return { ...row, verdict: 'not in the emulator', why: [why] };
    return { ...row, verdict: 'differs', why: ['its CloudFormation knows the type and made nothing of it'] };
  }
  const kind = KINDS[type];
  if (!kind) return { ...row, verdict: 'differs', why: ['nobody reads this type back'] };
  const deployed = { id: ref, planned: plannedOf(deployment, id) };
  const first = compared(deployed.planned, await kind.read(aws, deployed));
  if (first && isWhole(first)) return { ...row, ...verdictOf(first) };
  await kind.complete?.(aws, deployed);
  const second = kind.complete ? compared(deployed.planned, await kind.read(aws, deployed)) : first;
  if (!second)
    return { ...row, verdict: 'differs', why: ['CloudFormation says it is there, its API does not'] };
  const completed = second.same.filter((property) => !first?.same.includes(property));
  const { rest, dropped } = await withoutDropped(
    aws,
    kind,
    deployed,
    `${deployment.stack.name}-${id}`,
    second,
  );
  return { ...row, ...verdictOf(rest), completed, dropped };
}

/**
 * Takes out what the emulator's CloudFormation leaves out: properties that are not as planned in what it made, but are
 * in a resource that the same plan makes by the emulator's own API.
 */
async function withoutDropped(aws: Aws, kind: Kind, deployed: Deployed, name: string, seen: Comparison) {
  if (isWhole(seen) || !kind.make || !kind.remove) return { rest: seen, dropped: [] };
  const { planned } = deployed;
  const id = await kind.make(aws, `${name}-beside`.slice(-60), planned).catch(() => null);
  if (id === null) return { rest: seen, dropped: [] };
  const beside = compared(planned, await kind.read(aws, { id, planned }));
  await kind.remove(aws, { id, planned });
  const dropped = (beside?.same ?? []).filter((property) => !seen.same.includes(property));
  const isLeft = (path: string) => !dropped.includes(path.split('.')[0] ?? '');
  const rest = {
    same: seen.same,
    differs: seen.differs.filter(({ path }) => isLeft(path)),
    untold: seen.untold.filter(isLeft),
  };
  return { rest, dropped };
}

function compared(planned: JsonObject, found: JsonObject | null): Comparison | null {
  return found && compare(planned, found);
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
