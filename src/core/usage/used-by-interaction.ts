import type { OperationMatch } from '../openapi/document/match-operation.ts';
import { mediaOf } from '../pact/media.ts';
import { responseFor } from '../pact/response-for.ts';
import type { Pact, PactField, PactInteraction } from '../pact/types.ts';
import type { UsedBy } from './types.ts';

/** What one interaction of a pact relies on. */
export function usedByInteraction(pact: Pact, interaction: PactInteraction, match: OperationMatch): UsedBy {
  const { request, response } = interaction;
  const answer = responseFor(match.operation, response.status);
  return {
    grade: interaction.known ?? 'pact',
    pact: pact.name,
    interaction: interaction.description,
    status: String(response.status),
    ...(answer ? { response: answer.status } : {}),
    requestMedia: mediaOf(request.headers, request.body),
    responseMedia: mediaOf(response.headers, response.body),
    fields: [...interaction.fields, ...pathFields(interaction, match)],
  };
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
