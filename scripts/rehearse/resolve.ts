import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';

/** What a resource is once it is there: what `Ref` gives, and its attributes. */
export interface Known {
  ref: string;
  attributes: Record<string, string>;
}

/** What references are resolved from. */
export interface Surroundings {
  /** Pseudo parameters, parameters and resources, by name. */
  known(name: string): Known | undefined;
  /** Value that another stack exports. */
  exported(name: string): string | undefined;
  condition(name: string): boolean;
}

/** Stands for a reference that leads nowhere yet. */
export const UNRESOLVED = '\u0000unresolved';

/**
 * A value of the template with every intrinsic function carried out that the surroundings allow; what cannot be
 * resolved has `UNRESOLVED` in its text. `AWS::NoValue` takes the property away.
 */
export function resolve(value: Json, from: Surroundings): Json {
  if (Array.isArray(value))
    return value.map((inner) => resolve(inner, from)).filter((inner) => inner !== NOTHING);
  if (!isObject(value)) return value;
  const [name] = Object.keys(value);
  if (Object.keys(value).length === 1 && name && (name === 'Ref' || name.startsWith('Fn::')))
    return carriedOut(name, value[name] ?? null, from);
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [key, resolve(inner, from)]);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== NOTHING));
}

const NOTHING = '\u0000nothing';

function carriedOut(name: string, argument: Json, from: Surroundings): Json {
  const list = Array.isArray(argument) ? argument : [];
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? NOTHING : (from.known(String(argument))?.ref ?? UNRESOLVED);
    case 'Fn::GetAtt': {
      const [id = '', ...path] = list.length ? list.map(String) : String(argument).split('.');
      return from.known(id)?.attributes[path.join('.')] ?? UNRESOLVED;
    }
    case 'Fn::Join':
      return listOf(resolve(list[1] ?? [], from))
        .map(String)
        .join(String(list[0]));
    case 'Fn::Select':
      return listOf(resolve(list[1] ?? [], from))[Number(resolve(list[0] ?? 0, from))] ?? UNRESOLVED;
    case 'Fn::Split':
      return String(resolve(list[1] ?? '', from)).split(String(list[0]));
    case 'Fn::If':
      return resolve((from.condition(String(list[0])) ? list[1] : list[2]) ?? null, from);
    case 'Fn::ImportValue':
      return from.exported(String(resolve(argument, from))) ?? UNRESOLVED;
    case 'Fn::Sub':
      return substituted(String(list.length ? list[0] : argument), list[1], from);
    default:
      return UNRESOLVED;
  }
}

function substituted(text: string, own: Json | undefined, from: Surroundings): string {
  const values: JsonObject = isObject(own) ? own : {};
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const value = values[name] ?? (name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name });
    return String(resolve(value, from));
  });
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}
