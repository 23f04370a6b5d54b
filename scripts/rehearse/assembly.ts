import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';

/** A resource as the template has it. */
export interface TemplateResource {
  Type: string;
  Properties?: JsonObject;
  DependsOn?: string | string[];
  DeletionPolicy?: string;
  Condition?: string;
}

/** A CloudFormation template, as far as the rehearsal reads it. */
export interface Template {
  Resources: Record<string, TemplateResource>;
  Outputs?: Record<string, JsonObject>;
  Conditions?: JsonObject;
  Parameters?: Record<string, JsonObject>;
}

/** One stack of a synthesised app. */
export interface AssemblyStack {
  name: string;
  /** Template's file, relative to the assembly. */
  file: string;
  template: Template;
}

/** Stacks of a synthesised app, in the order of its manifest. */
export function readAssembly(folder: string): AssemblyStack[] {
  const manifest: Json = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const artifacts = isObject(manifest) && isObject(manifest.artifacts) ? manifest.artifacts : {};
  return Object.entries(artifacts).flatMap(([id, artifact]) => {
    if (!isObject(artifact) || artifact.type !== 'aws:cloudformation:stack') return [];
    const properties = isObject(artifact.properties) ? artifact.properties : {};
    const file = String(properties.templateFile);
    const template = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template;
    return [{ name: String(properties.stackName ?? id), file, template }];
  });
}

/** Types of resources in these stacks, each once, in alphabetical order. */
export function typesOf(stacks: AssemblyStack[]): string[] {
  const types = stacks.flatMap(({ template }) => Object.values(template.Resources).map(({ Type }) => Type));
  return [...new Set(types)].sort();
}

/** Logical ids that a value refers to, by `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
export function referencesOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'Ref' && typeof inner === 'string') return [inner];
    if (name === 'Fn::GetAtt') return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0] ?? ''];
    if (name === 'Fn::Sub') {
      const text = String(Array.isArray(inner) ? inner[0] : inner);
      const named = [...text.matchAll(/\$\{([^!}.]+)(?:\.[^}]+)?\}/g)].map((match) => match[1] ?? '');
      return [...named, ...referencesOf(Array.isArray(inner) ? inner[1] : undefined)];
    }
    return referencesOf(inner);
  });
}
