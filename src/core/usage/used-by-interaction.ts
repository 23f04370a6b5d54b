import type { Json } from '../json.ts';
import type { OperationMatch } from '../openapi/document/match-operation.ts';
import type { Operation } from '../openapi/document/types.ts';
import type { Pact, PactField, PactInteraction } from '../pact/types.ts';
import type { UsedBy } from './types.ts';

/** What one interaction of a pact relies on. */
export function usedByInteraction(pact: Pact, interaction: PactInteraction, match: OperationMatch): UsedBy {
  const { request, response } = interaction;
  return {
    grade: 'pact',
    pact: pact.name,
    interaction: interaction.description,
    status: String(response.status),
    ...responseKey(match.operation, response.status),
    requestMedia: mediaOf(request.headers, request.body),
    responseMedia: mediaOf(response.headers, response.body),
    fields: [...interaction.fields, ...pathFields(interaction, match)],
  };
}

/** The response object that describes a status: its own, its class (`4XX`), `default`. */
function responseKey(operation: Operation, status: number): { response?: string } {
  const wanted = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
  const response = wanted.find((key) => operation.responses.some((one) => one.status === key));
  return response === undefined ? {} : { response };
}

function mediaOf(headers: Record<string, string>, body: Json | undefined): string | null {
  const written = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (written) return written;
  return typeof body === 'object' && body !== null ? 'application/json' : null;
}

/** Path parameters, by position. They match as the path does. */
function pathFields(interaction: PactInteraction, match: OperationMatch): PactField[] {
  const path = interaction.fields.find((field) => field.of === 'path');
  return Object.values(match.pathParams).map((example, position) => ({
    part: 'request',
    of: 'path',
    location: String(position),
    match: path?.match ?? 'equality',
    example,
    regex: null,
  }));
}
