import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { PEOPLE_ROUTES, REGISTRATION_ROUTES } from '../../../cdk/constructs/http-api.ts';
import { EVERYTHING, type Resource, resourcesOf, templateOf, theOne } from './deployment.ts';

const plain = templateOf();
const full = templateOf(EVERYTHING);
const routesOf = (template = full): [string, Resource['Properties']][] =>
  resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [
    Properties.RouteKey,
    Properties,
  ]);
const keys = (routes: typeof PEOPLE_ROUTES, below = ''): string[] =>
  routes.map(([method, path]) => `${method} ${below}${path}`);

describe('routes', () => {
  test('are those of people, of IAM identities and of workflows', () => {
    const all = [
      ...keys(PEOPLE_ROUTES),
      ...keys(REGISTRATION_ROUTES, '/aws'),
      ...keys(REGISTRATION_ROUTES, '/ci'),
    ];
    expect(
      routesOf()
        .map(([key]) => key)
        .sort(),
    ).toEqual(all.sort());
  });

  test('are, below /v1, those of the API description', () => {
    const { paths } = load(readFileSync('openapi/forewarn.yaml', 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const described = Object.entries(paths)
      .flatMap(([path, operations]) =>
        Object.keys(operations)
          .filter((method) => ['get', 'put', 'post', 'delete'].includes(method))
          .map((method) => `${method.toUpperCase()} ${path}`),
      )
      .flatMap((key) =>
        key.includes('/{door}/') ? ['aws', 'ci'].map((door) => key.replace('{door}', door)) : [key],
      );
    const deployed = routesOf().map(([key]) => key);
    expect(deployed.filter((key) => key.includes('/v1/')).sort()).toEqual(described.sort());
  });

  test('each ask who calls', () => {
    for (const [key, { AuthorizationType, AuthorizerId }] of routesOf()) {
      expect(AuthorizationType, key).toBe(key.includes(' /aws/') ? 'AWS_IAM' : 'JWT');
      if (AuthorizationType === 'JWT')
        expect(AuthorizerId.Ref, key).toMatch(key.includes(' /ci/') ? /HttpCi/ : /HttpPeople/);
    }
  });

  test('for people and workflows are not there without an issuer', () => {
    expect(routesOf(plain).map(([key]) => key)).toEqual(keys(REGISTRATION_ROUTES, '/aws'));
  });
});

test('tokens are of the issuer and audience that were configured', () => {
  const { Properties } = theOne(full, 'AWS::ApiGatewayV2::Authorizer', 'HttpPeople');
  expect(Properties).toMatchObject({
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Audience: ['forewarn'], Issuer: 'https://id.shop.example' },
  });
  const ci = theOne(full, 'AWS::ApiGatewayV2::Authorizer', 'HttpCi').Properties;
  expect(ci.JwtConfiguration.Issuer).toBe('https://token.actions.example');
});

test('the stage is throttled and logs no address, query or token', () => {
  const { Properties } = theOne(plain, 'AWS::ApiGatewayV2::Stage', 'Http');
  expect(Properties).toMatchObject({
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
  });
  const logged = Object.values(JSON.parse(Properties.AccessLogSettings.Format)).join(' ');
  expect(logged).toContain('$context.routeKey');
  expect(logged).not.toMatch(/sourceIp|userAgent|path|querystring|authorization/i);
});
