import type { DeclaredUse } from '../agreement/types.ts';
import { isObject, type Json } from '../json.ts';
import { resolveReference } from '../openapi/document/reference.ts';
import type { ApiDocument, Operation, Parameter } from '../openapi/document/types.ts';

/** A safe call to an operation, ready to be made; or the required parameters that nothing gives a value for. */
export type UseRequest =
  | { ok: true; path: string; query: string; headers: Record<string, string> }
  | { ok: false; missing: string[] };

/**
 * Fills an operation's parameters: by the agreement's `with`, else, where required, by the document's own example,
 * default or first allowed value. Optional ones are sent only if `with` names them. Styles are OpenAPI's defaults.
 */
export function useRequest(document: ApiDocument, operation: Operation, use: DeclaredUse): UseRequest {
  const missing: string[] = [];
  const headers: Record<string, string> = { accept: '*/*' };
  const query: string[] = [];
  const cookies: string[] = [];
  let path = operation.path;
  for (const parameter of operation.parameters) {
    const { name } = parameter;
    const value = Object.hasOwn(use.with, name) ? use.with[name] : requiredValue(document, parameter);
    if (value === undefined) {
      if (parameter.required) missing.push(name);
      continue;
    }
    const values = (Array.isArray(value) ? value : [value]).map(written);
    if (parameter.in === 'path')
      path = path.replaceAll(`{${name}}`, values.map(encodeURIComponent).join(','));
    else if (parameter.in === 'query') {
      query.push(...values.map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`));
    } else if (parameter.in === 'header') headers[name.toLowerCase()] = values.join(',');
    else cookies.push(`${name}=${values.join(',')}`);
  }
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  for (const [, name] of path.matchAll(/\{([^{}]*)\}/g))
    if (!missing.includes(name ?? '')) missing.push(name ?? '');
  if (missing.length > 0) return { ok: false, missing };
  return { ok: true, path, query: query.join('&'), headers };
}

function requiredValue(document: ApiDocument, parameter: Parameter): Json | undefined {
  if (!parameter.required) return undefined;
  const { example, examples } = parameter.raw;
  if (example !== undefined) return example;
  const first = isObject(examples) ? Object.values(examples).find(isObject) : undefined;
  if (first?.value !== undefined) return first.value;
  return parameter.schema ? schemaValue(resolveReference(document, parameter.schema).value) : undefined;
}

function schemaValue(schema: Json): Json | undefined {
  if (!isObject(schema)) return undefined;
  const listed = [schema.examples, schema.enum].map((list) => (Array.isArray(list) ? list[0] : undefined));
  return [schema.example, listed[0], schema.default, schema.const, listed[1]].find(
    (value) => value !== undefined,
  );
}

function written(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
