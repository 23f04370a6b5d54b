import { setTimeout as wait } from 'node:timers/promises';
import type { Json, JsonObject } from '../../src/core/json.ts';
import type { Lacks } from './adapt.ts';
import { type Aws, found } from './call-aws.ts';
import { QUIRKS, type Quirk } from './quirks.ts';
import { listAt, textAt } from './shape.ts';

const PROBE = 'forewarn-rehearsal-probe';

const call = (aws: Aws, action: string, fields: JsonObject) =>
  aws.query('cloudformation', '2010-05-15', action, fields);

/** Resources of a stack that the emulator's CloudFormation made: logical id to physical id, '' where it tells none. */
export async function resourcesOf(aws: Aws, stack: string): Promise<Map<string, string>> {
  const answer = (await found(call(aws, 'ListStackResources', { StackName: stack }))) ?? {};
  const listed = listAt(answer, 'ListStackResourcesResult', 'StackResourceSummaries');
  return new Map(
    listed
      .map((one): [string, string] => [
        textAt(one, 'LogicalResourceId'),
        textAt(one, 'PhysicalResourceId').replace(/^None$/, ''),
      ])
      // What it passed over may be listed without a name.
      .filter(([id]) => id !== '' && id !== 'None'),
  );
}

/** What stacks export, by name. */
export async function exportsOf(aws: Aws): Promise<Map<string, string>> {
  const answer = (await found(call(aws, 'ListExports', {}))) ?? {};
  const listed = listAt(answer, 'ListExportsResult', 'Exports');
  return new Map(listed.map((one) => [textAt(one, 'Name'), textAt(one, 'Value')]));
}

/** Whether a stack is there. */
export async function hasStack(aws: Aws, stack: string): Promise<boolean> {
  const status = await statusOf(aws, stack);
  return status !== '' && status !== 'DELETE_COMPLETE';
}

/** Deletes a stack, and waits until it is gone. */
export async function deleteStack(aws: Aws, stack: string): Promise<void> {
  await call(aws, 'DeleteStack', { StackName: stack });
  for (let tries = 0; tries < 60 && (await statusOf(aws, stack)).endsWith('_IN_PROGRESS'); tries += 1)
    await wait(500);
}

/** Asks the emulator's CloudFormation for a stack of each type alone, to learn which ones it passes over. */
export async function learnLacks(aws: Aws, types: string[]): Promise<Lacks> {
  const lacking = new Set<string>();
  for (const Type of types) if (!(await takes(aws, { Type }))) lacking.add(Type);
  const tableIsPlain =
    lacking.has('AWS::DynamoDB::GlobalTable') && (await takes(aws, { Type: 'AWS::DynamoDB::Table' }));
  const quirks: Quirk[] = [];
  for (const quirk of QUIRKS)
    if (types.includes(quirk.type) && !lacking.has(quirk.type) && (await shows(aws, quirk)))
      quirks.push(quirk);
  return { types: lacking, tableIsPlain, quirks };
}

/** Whether a type is known: a resource without properties is made, or refused for another reason than its type. */
async function takes(aws: Aws, resource: JsonObject): Promise<boolean> {
  const { made, refusal } = await probe(aws, resource);
  return made || (refusal !== null && !/unrecogni[sz]ed resource type|not supported/i.test(refusal));
}

async function shows(aws: Aws, { type, probe: Properties, attribute }: Quirk): Promise<boolean> {
  const { made, output } = await probe(aws, { Type: type, Properties }, attribute?.name);
  return !made || (attribute !== undefined && !attribute.looks.test(output));
}

interface Probed {
  made: boolean;
  refusal: string | null;
  /** Value of the attribute that was asked for. */
  output: string;
}

async function probe(aws: Aws, resource: JsonObject, attribute?: string): Promise<Probed> {
  const name = `${PROBE}-${String(resource.Type).replaceAll('::', '-')}`;
  const answer = await call(aws, 'CreateStack', {
    StackName: name,
    TemplateBody: JSON.stringify({
      Resources: { Probe: resource },
      ...(attribute ? { Outputs: { Asked: { Value: { 'Fn::GetAtt': ['Probe', attribute] } } } } : {}),
    }),
  });
  for (
    let tries = 0;
    tries < 60 && (await statusOf(aws, name)) === 'CREATE_IN_PROGRESS' && 'ok' in answer;
    tries += 1
  )
    await wait(500);
  const made = (await resourcesOf(aws, name)).size > 0;
  const output = textAt(listAt(await stackNamed(aws, name), 'Outputs')[0], 'OutputValue');
  await deleteStack(aws, name);
  return {
    made,
    refusal: 'refused' in answer ? `${answer.refused.code} ${answer.refused.message}` : null,
    output,
  };
}

async function statusOf(aws: Aws, stack: string): Promise<string> {
  return textAt(await stackNamed(aws, stack), 'StackStatus');
}

async function stackNamed(aws: Aws, stack: string): Promise<Json> {
  const answer = await found(call(aws, 'DescribeStacks', { StackName: stack }));
  return listAt(answer ?? {}, 'DescribeStacksResult', 'Stacks')[0] ?? {};
}
