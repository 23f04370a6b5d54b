import type { JsonObject } from '../../../src/core/json.ts';
import { found, taken } from '../call-aws.ts';
import { REGION } from '../emulator.ts';
import { largeNames, smallNames, textAt } from '../shape.ts';
import type { Kind } from './kind.ts';

/** The HTTP API itself. */
export const httpApi: Kind = {
  async read(aws, { id }) {
    const api = await found(aws.rest('apigateway', 'GET', `/v2/apis/${id}`));
    return api && largeNames(api);
  },
  async attributes(_, { id }) {
    return { ApiEndpoint: `https://${id}.execute-api.${REGION}.amazonaws.com`, ApiId: id };
  },
  async make(aws, _, planned) {
    return textAt(
      await taken('HTTP API', aws.rest('apigateway', 'POST', '/v2/apis', small(planned))),
      'apiId',
    );
  },
  async remove(aws, { id }) {
    await taken('delete the HTTP API', aws.rest('apigateway', 'DELETE', `/v2/apis/${id}`));
  },
};

/** A part of the API that lies below it: authorisers, integrations, routes, stages. */
function partOf(folder: string, idName: string): Kind {
  return {
    async read(aws, { id, planned }) {
      const path = `/v2/apis/${textAt(planned, 'ApiId')}/${folder}/${encodeURIComponent(id)}`;
      const part = await found(aws.rest('apigateway', 'GET', path));
      return part && { ...largeNames(part), ApiId: textAt(planned, 'ApiId') };
    },
    async make(aws, _, planned) {
      const { ApiId: api, ...body } = planned;
      const answer = await taken(
        folder,
        aws.rest('apigateway', 'POST', `/v2/apis/${api}/${folder}`, small(body)),
      );
      return textAt(answer, idName);
    },
  };
}

function small({ RouteSettings, ...named }: JsonObject): JsonObject {
  const written = smallNames(named) as JsonObject;
  return RouteSettings ? { ...written, routeSettings: RouteSettings } : written;
}

export const authorizer: Kind = partOf('authorizers', 'authorizerId');
export const integration: Kind = partOf('integrations', 'integrationId');
export const route: Kind = partOf('routes', 'routeId');
export const stage: Kind = partOf('stages', 'stageName');
