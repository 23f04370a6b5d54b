import { ACCOUNT, REGION } from '../../stand-ins/start-stand-in.ts';
import { type Named, nameResource } from './name-resource.ts';
import type { Deployed, Properties, Template } from './types.ts';

/** A stack: its name and its template. */
export interface Stack {
  name: string;
  template: Template;
}

/** What other stacks export, by name. */
type Exports = Map<string, string>;

/**
 * Resolves every intrinsic function of a stack, as CloudFormation would once all resources are there.
 *
 * @param queues base of the queues' URLs.
 * @param exports what stacks before this one export; its own are added.
 * @throws RangeError for a reference that leads nowhere, or a function that is not known here.
 */
export function resolveTemplate(
  { name: stack, template }: Stack,
  queues: string,
  exports: Exports,
): Deployed[] {
  const names = new Map<string, Named>();
  const pseudo: Record<string, string> = {
    'AWS::Region': REGION,
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stack}/1`,
  };

  const nameOf = (logicalId: string): Named => {
    const known = names.get(logicalId);
    if (known) return known;
    const resource = template.Resources[logicalId];
    if (!resource) throw new RangeError(`${stack} has no resource ${logicalId}`);
    const own = Object.fromEntries(
      Object.entries(resource.Properties ?? {})
        .filter(([property]) => /^(\w*Name|EmailIdentity|FifoQueue)$/.test(property))
        .map(([property, value]) => [property, resolve(value)]),
    );
    const named = nameResource(resource.Type, own, { stack, logicalId, queues });
    names.set(logicalId, named);
    return named;
  };

  const refer = (to: string): string => {
    const parameter = template.Parameters?.[to];
    return pseudo[to] ?? parameter?.Default ?? nameOf(to).ref;
  };

  const attribute = (logicalId: string, name: string): string => {
    const value = nameOf(logicalId).attributes[name];
    // What nothing here asks for may be anything that is not mistaken for another.
    return value ?? `${logicalId}.${name}`;
  };

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve).filter((one) => one !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[key, inner] = ['', null]] = entries;
    if (entries.length === 1 && (key === 'Ref' || key.startsWith('Fn::'))) return intrinsic(key, inner);
    return Object.fromEntries(entries.map(([name, one]) => [name, resolve(one)]));
  }

  function intrinsic(name: string, inner: unknown): unknown {
    const list = () => resolve(inner) as unknown[];
    switch (name) {
      case 'Ref':
        return inner === 'AWS::NoValue' ? undefined : refer(String(inner));
      case 'Fn::GetAtt': {
        const [logicalId = '', ...rest] = Array.isArray(inner) ? inner.map(String) : String(inner).split('.');
        return attribute(logicalId, rest.join('.'));
      }
      case 'Fn::Join': {
        const [separator, parts] = list() as [string, unknown[]];
        return parts.map(String).join(separator);
      }
      case 'Fn::Select': {
        const [index, from] = list() as [number, unknown[]];
        return from[Number(index)];
      }
      case 'Fn::Split': {
        const [separator, text] = list() as [string, string];
        return text.split(separator);
      }
      case 'Fn::Sub':
        return substitute(inner);
      case 'Fn::ImportValue':
        return exports.get(String(resolve(inner))) ?? fail(`nothing is exported as ${JSON.stringify(inner)}`);
      case 'Fn::Equals': {
        const [one, other] = list();
        return one === other;
      }
      case 'Fn::If': {
        const [condition, yes, no] = inner as [string, unknown, unknown];
        return resolve(resolve(template.Conditions?.[condition]) ? yes : no);
      }
      case 'Fn::GetAZs':
        return [`${REGION}a`, `${REGION}b`];
      default:
        return fail(`${name} is not known here`);
    }
  }

  function substitute(inner: unknown): string {
    const [text, values] = (Array.isArray(inner) ? inner : [inner, {}]) as [string, Record<string, unknown>];
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in values) return String(resolve(values[name]));
      const [logicalId = '', ...rest] = name.split('.');
      return rest.length > 0 ? attribute(logicalId, rest.join('.')) : refer(name);
    });
  }

  for (const { Value, Export } of Object.values(template.Outputs ?? {}))
    if (Export) exports.set(String(resolve(Export.Name)), String(resolve(Value)));
  return Object.entries(template.Resources)
    .filter(
      ([, { Condition }]) => Condition === undefined || resolve(template.Conditions?.[Condition]) === true,
    )
    .map(([logicalId, { Type, Properties: properties = {} }]) => ({
      logicalId,
      type: Type,
      ...nameOf(logicalId),
      properties: resolve(properties) as Properties,
    }));
}

function fail(message: string): never {
  throw new RangeError(message);
}
