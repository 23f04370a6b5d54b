import type { Operation, ResponseObject } from '../openapi/document/types.ts';

/** The response object that describes a status: its own, its class (`4XX`), `default`; null for none. */
export function responseFor(operation: Operation, status: number): ResponseObject | null {
  const keys = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
  for (const key of keys) {
    const found = operation.responses.find((response) => response.status === key);
    if (found) return found;
  }
  return null;
}
