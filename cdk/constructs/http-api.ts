import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Configuration } from '../config.ts';
import type { ForewarnFunction } from './forewarn-function.ts';

const { GET, PUT, POST, DELETE } = HttpMethod;

/** What people reach, with their token: the page and what it is made of. */
export const PEOPLE_ROUTES: readonly [HttpMethod, string][] = [
  [GET, '/'],
  [GET, '/style.css'],
  [GET, '/coming'],
  [GET, '/partners'],
  [GET, '/partners/{partner}'],
  [GET, '/journeys/{journey}'],
  [GET, '/changes/{ref}'],
  [GET, '/history'],
  [POST, '/changes/{ref}/release'],
  [POST, '/changes/{ref}/hold'],
  [POST, '/changes/{ref}/drop'],
  [GET, '/v1/today'],
  [GET, '/v1/status'],
  [GET, '/v1/coming'],
  [GET, '/v1/partners/{partner}/history'],
  [GET, '/v1/changes/{ref}'],
  [POST, '/v1/changes/{ref}/release'],
  [POST, '/v1/changes/{ref}/hold'],
  [POST, '/v1/changes/{ref}/drop'],
  [POST, '/v1/signals'],
];

/** Registering, below `/aws` for IAM identities and `/ci` for those of workflows. */
export const REGISTRATION_ROUTES: readonly [HttpMethod, string][] = [
  [GET, '/v1/registrations'],
  [PUT, '/v1/registrations/{partner}'],
  [DELETE, '/v1/registrations/{partner}'],
];

/** What is kept of a request: never an address, a query or a token. */
const LOGGED = {
  at: '$context.requestTime',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  bytes: '$context.responseLength',
  fault: '$context.integrationErrorMessage',
  refused: '$context.authorizer.error',
};

export interface ForewarnApiProps {
  api: ForewarnFunction;
  register: ForewarnFunction;
  config: Configuration;
  key: Key | undefined;
}

/** The one HTTP API: every route asks for an identity, is throttled and logged. */
export class ForewarnApi extends Construct {
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, { api, register, config, key }: ForewarnApiProps) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', {
      description: 'Forewarn: the page, status and history for people; registering for repositories',
      createDefaultStage: false,
    });
    const log = new LogGroup(this, 'AccessLog', {
      retention: config.logDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(key ? { encryptionKey: key } : {}),
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: config.throttle.rate, burstLimit: config.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
    });
    const people = peopleAuthorizer(config.people);
    if (people) this.route(api, 'Api', '', PEOPLE_ROUTES, people);
    this.route(register, 'RegisterAws', '/aws', REGISTRATION_ROUTES, new HttpIamAuthorizer());
    if (config.ci)
      this.route(
        register,
        'RegisterCi',
        '/ci',
        REGISTRATION_ROUTES,
        new HttpJwtAuthorizer('Ci', config.ci.issuer, { jwtAudience: config.ci.audience }),
      );
  }

  private route(
    target: ForewarnFunction,
    id: string,
    below: string,
    routes: readonly [HttpMethod, string][],
    authorizer: IHttpRouteAuthorizer,
  ): void {
    const integration = new HttpLambdaIntegration(id, target.function, { timeout: Duration.seconds(29) });
    for (const [method, path] of routes)
      this.http.addRoutes({ path: `${below}${path}`, methods: [method], integration, authorizer });
  }
}

function peopleAuthorizer(people: Configuration['people']): IHttpRouteAuthorizer | null {
  if (people === undefined) return null;
  if (people === 'local') return new HttpNoneAuthorizer();
  return new HttpJwtAuthorizer('People', people.issuer, { jwtAudience: people.audience });
}
