import { isObject, type Json, type JsonObject } from '../../json.ts';
import { resolveReference } from './reference.ts';
import { statusesOf } from './statuses.ts';

/**
 * Whether an operation, or a path item by its own parameters, refers to something that is not there. Looks at every
 * reference that reading its parts would follow, and makes nothing of them.
 */
export function refersToNothing(
  root: JsonObject,
  { parameters, requestBody, responses }: JsonObject,
): boolean {
  try {
    if (Array.isArray(parameters)) for (const one of parameters) lookIntoParameter(root, one);
    lookIntoContent(root, targetOf(root, requestBody));
    const byStatus = targetOf(root, responses);
    if (byStatus) for (const status of statusesOf(byStatus)) lookIntoResponse(root, byStatus[status]);
    return false;
  } catch {
    return true;
  }
}

function lookIntoResponse(root: JsonObject, value: Json | undefined): void {
  const response = targetOf(root, value);
  const headers = targetOf(root, response?.headers);
  for (const name in headers) lookIntoParameter(root, headers[name]);
  lookIntoContent(root, response);
}

function lookIntoParameter(root: JsonObject, value: Json | undefined): void {
  const parameter = targetOf(root, value);
  if (parameter?.schema === undefined) lookIntoContent(root, parameter);
}

function lookIntoContent(root: JsonObject, holder: JsonObject | null): void {
  const content = targetOf(root, holder?.content);
  for (const media in content) targetOf(root, content[media]);
}

/** @throws ForewarnError where the value is a reference that leads nowhere */
function targetOf(root: JsonObject, value: Json | undefined): JsonObject | null {
  if (!isObject(value)) return null;
  if (typeof value.$ref !== 'string') return value;
  const target = resolveReference({ raw: root }, { value, pointer: '' }).value;
  return isObject(target) ? target : null;
}
