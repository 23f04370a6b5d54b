import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { type AssemblyStack, referencesOf, type Template, type TemplateResource } from './assembly.ts';
import { asPlainTable } from './kinds/table.ts';
import type { Quirk } from './quirks.ts';
import type { Known } from './resolve.ts';

const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';

/** What the emulator's CloudFormation cannot take. */
export interface Lacks {
  /** Types that it passes over. */
  types: ReadonlySet<string>;
  /** It does not know a table with replicas, but a plain one. */
  tableIsPlain: boolean;
  quirks: readonly Quirk[];
}

/** True where the template goes to the emulator as it is. */
export function isComplete({ types, quirks }: Lacks): boolean {
  return types.size === 0 && quirks.length === 0;
}

/** Resources that the emulator's CloudFormation passes over, by their logical ids. */
export function passedOver({ template }: AssemblyStack, lacks: Lacks): string[] {
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => lacks.types.has(Type) && !(Type === GLOBAL_TABLE && lacks.tableIsPlain))
    .map(([id]) => id);
}

/** Those of them that what remains refers to: they must be there before the rest is deployed. */
export function neededBefore(stack: AssemblyStack, lacks: Lacks): string[] {
  const over = new Set(passedOver(stack, lacks));
  const { Resources, Outputs = {} } = stack.template;
  const rest = Object.entries(Resources).filter(([id]) => !over.has(id));
  const queue = [...rest.map(([, { Properties }]) => Properties ?? {}), Outputs as JsonObject].flatMap(
    referencesOf,
  );
  const needed = new Set<string>();
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (!over.has(id) || needed.has(id)) continue;
    needed.add(id);
    queue.push(...referencesOf(Resources[id]?.Properties));
  }
  return [...needed];
}

/**
 * Resources that CloudFormation takes but must wait: they refer to what it passes over and is not made yet, or to
 * each other.
 */
export function heldBack(stack: AssemblyStack, lacks: Lacks, made: ReadonlyMap<string, Known>): string[] {
  const waiting = new Set(passedOver(stack, lacks).filter((id) => !made.has(id)));
  const over = new Set(passedOver(stack, lacks));
  const held = new Set<string>();
  for (let before = -1; held.size !== before; ) {
    before = held.size;
    for (const [id, { Properties, DependsOn }] of Object.entries(stack.template.Resources)) {
      const needs = [
        ...referencesOf(Properties),
        ...[DependsOn ?? []].flat().filter((other) => held.has(other)),
      ];
      if (!over.has(id) && needs.some((other) => waiting.has(other) || held.has(other))) held.add(id);
    }
  }
  return [...held];
}

/**
 * The template as the emulator's CloudFormation takes it, saying everything else as before: what it passes over is
 * out, references to that are what was made in its place, a global table with one replica is a plain table, and quirks
 * are gone around.
 */
export function adapted(stack: AssemblyStack, lacks: Lacks, made: ReadonlyMap<string, Known>): Template {
  const over = new Set([...passedOver(stack, lacks), ...heldBack(stack, lacks, made)]);
  const { Resources, Outputs, ...rest } = stack.template;
  const kept = Object.entries(Resources).filter(([id]) => !over.has(id));
  const resources = kept.map(([id, resource]): [string, TemplateResource] => {
    const depends = [resource.DependsOn ?? []].flat().filter((other) => !over.has(other));
    const { DependsOn: _, ...own } = resource;
    const properties = settled(resource.Properties ?? {}, made) as JsonObject;
    return [
      id,
      {
        ...own,
        ...(depends.length > 0 ? { DependsOn: depends } : {}),
        ...form(id, resource.Type, properties, stack.name, lacks),
      },
    ];
  });
  return {
    ...rest,
    Resources: Object.fromEntries(resources),
    ...(Outputs ? { Outputs: tellable(settled(Outputs as JsonObject, made) as JsonObject, over) } : {}),
  };
}

/** Outputs that refer only to what is there. */
function tellable(outputs: JsonObject, over: ReadonlySet<string>): Record<string, JsonObject> {
  const told = Object.entries(outputs as Record<string, JsonObject>);
  return Object.fromEntries(told.filter(([, output]) => !referencesOf(output).some((id) => over.has(id))));
}

function form(id: string, Type: string, Properties: JsonObject, stack: string, lacks: Lacks) {
  if (Type === GLOBAL_TABLE && lacks.tableIsPlain)
    return { Type: 'AWS::DynamoDB::Table', Properties: asPlainTable(Properties) };
  const quirks = lacks.quirks.filter(({ type }) => type === Type);
  return {
    Type,
    Properties: quirks.reduce((own, { around }) => around?.(own, `${stack}-${id}`) ?? own, Properties),
  };
}

function settled(value: Json, made: ReadonlyMap<string, Known>): Json {
  if (Array.isArray(value)) return value.map((inner) => settled(inner, made));
  if (!isObject(value)) return value;
  if (typeof value.Ref === 'string') return made.get(value.Ref)?.ref ?? value;
  const attribute = value['Fn::GetAtt'];
  if (Array.isArray(attribute)) {
    const [id, ...path] = attribute.map(String);
    return made.get(id ?? '')?.attributes[path.join('.')] ?? value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, settled(inner, made)]));
}
