import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import openapiTS, { astToString } from 'openapi-typescript';
import { describe, expect, it } from 'vitest';
import { registerHandler } from '../../lambdas/handlers/register.ts';
import { ForewarnError } from '../../src/core/errors.ts';
import type { RegistrationBundle, RegistrationChange } from '../../src/core/registration/types.ts';
import type { ErrorAnswer } from '../../web/answer-error.ts';
import type { HistoryAnswer, ReleaseAnswer, StatusAnswer } from '../../web/api.ts';
import type { ChangeAnswer, ComingAnswer, KeepBackAnswer, TodayAnswer } from '../../web/api-changes.ts';
import type { components } from '../../web/forewarn-api.generated.ts';
import { readRegistrars } from '../../web/registrars.ts';
import type { RegistrationsAnswer } from '../../web/registrations.ts';
import { parcelDocument } from '../cli/check-world.ts';
import { openDeployedWorld } from '../lambdas/deployed-world.ts';
import { type Asked, person, requestEvent } from '../lambdas/http-request.ts';
import { contextOf } from '../lambdas/invocation.ts';
import { openPeopleWorld } from '../lambdas/people-world.ts';
import { expectConforms } from './contract.ts';

type Schemas = components['schemas'];

/** Compiles only while every answer of the functions is what the contract says. */
const described = {
  status: (answer: StatusAnswer): Schemas['Status'] => answer,
  today: (answer: TodayAnswer): Schemas['Today'] => answer,
  coming: (answer: ComingAnswer): Schemas['ComingChanges'] => answer,
  change: (answer: ChangeAnswer): Schemas['Change'] => answer,
  keptBack: (answer: KeepBackAnswer): Schemas['KeptBack'] => answer,
  history: (answer: HistoryAnswer): Schemas['History'] => answer,
  release: (answer: ReleaseAnswer): Schemas['Release'] => answer,
  registrations: (answer: RegistrationsAnswer): Schemas['Registrations'] => answer,
  registered: (answer: RegistrationChange): Schemas['RegistrationChange'] | Schemas['ForeignRegistration'] =>
    answer,
  refusal: (answer: ErrorAnswer): Schemas['Refusal'] => answer,
  bundle: (sent: Schemas['Bundle']): RegistrationBundle => sent,
};

const bundle: RegistrationBundle = described.bundle({
  v: 1,
  partner: 'parcel-post',
  source: 'shop/integrations',
  files: {
    'contracts/parcel-post/agreement.yaml':
      'partner: parcel-post\nenvironments: { sandbox: https://sandbox.parcel-post.example }\n',
    'openapi/parcel-post.yaml': JSON.stringify(parcelDocument()),
  },
});

const IAM = { iam: { userArn: 'arn:aws:sts::123456789012:assumed-role/deploy/ci' } };
const JOB = person({ sub: 'repo:shop/integrations:ref:refs/heads/main', repository: 'shop/integrations' });
const BELOW = '/{door}/v1/registrations';

function openRegisterWorld(registrars = 'repository=shop/integrations,shop/other') {
  const world = openDeployedWorld();
  const handlerWith = (more: Partial<typeof world.registryPorts> = {}) =>
    registerHandler(
      { ...world.registryPorts, ...more, calendar: world.calendar },
      readRegistrars(registrars),
      world.telemetry,
    );
  const ask = (asked: Asked, more = {}) =>
    handlerWith(more)(requestEvent({ authorizer: IAM, ...asked }), contextOf());
  const put = (asked: Partial<Asked> = {}, sent: unknown = bundle, more = {}) =>
    ask(
      {
        method: 'PUT',
        path: '/aws/v1/registrations/parcel-post',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: gzipSync(JSON.stringify(sent)),
        ...asked,
      },
      more,
    );
  return { ...world, ask, put };
}

/** A decision of a person about what waits, and how it is answered. */
function decide(
  verb: 'hold' | 'drop',
  body: object,
  status: number,
  ref = 'ACME-PAY-1',
): [operation: string, asked: Asked, status: number] {
  const asked = { method: 'POST', path: `/v1/changes/${ref}/${verb}`, body: JSON.stringify(body) };
  return [`POST /v1/changes/{ref}/${verb}`, asked, status];
}

describe('the answers to people', () => {
  it('are those of the contract', async () => {
    const { ask, ...world } = await openPeopleWorld();
    const cases: [operation: string, asked: Asked, status: number][] = [
      ['GET /v1/status', { path: '/v1/status' }, 200],
      ['GET /v1/status', { path: '/v1/status', query: 'after=acme-pay' }, 200],
      ['GET /v1/status', { path: '/v1/status', authorizer: null }, 401],
      ['GET /v1/partners/{partner}/history', { path: '/v1/partners/acme-pay/history' }, 200],
      [
        'GET /v1/partners/{partner}/history',
        { path: '/v1/partners/acme-pay/history', query: 'after=x' },
        400,
      ],
      ['GET /v1/partners/{partner}/history', { path: '/v1/partners/nobody/history' }, 404],
      ['GET /v1/today', { path: '/v1/today' }, 200],
      ['GET /v1/today', { path: '/v1/today', authorizer: null }, 401],
      ['GET /v1/coming', { path: '/v1/coming' }, 200],
      ['GET /v1/changes/{ref}', { path: '/v1/changes/ACME-PAY-1' }, 200],
      ['GET /v1/changes/{ref}', { path: '/v1/changes/ACME-PAY-9' }, 404],
      decide('hold', { until: '2026-12-01', why: 'they are away' }, 200),
      decide('hold', { until: '2026-12-01', why: 'they are away' }, 200),
      decide('hold', { until: '2020-01-01', why: 'late' }, 400),
      decide('hold', { why: 'no day' }, 422),
      decide('drop', { why: 'write to ana@partner.example' }, 400),
      decide('drop', { why: 'x'.repeat(5000) }, 413),
      decide('drop', { why: 'told by telephone' }, 404, 'ACME-PAY-9'),
      ['POST /v1/changes/{ref}/release', { method: 'POST', path: '/v1/changes/ACME-PAY-1/release' }, 200],
      decide('drop', { why: 'told by telephone' }, 200),
      ['POST /v1/changes/{ref}/release', { method: 'POST', path: '/v1/changes/ACME-PAY-9/release' }, 404],
    ];
    for (const [operation, asked, status] of cases) {
      const answer = await ask(asked);
      expect([operation, answer.statusCode]).toEqual([operation, status]);
      expectConforms(operation, status, answer.body);
    }
    const read = async () =>
      Promise.reject(new ForewarnError('storage', 'The table cannot be used (TimeoutError).'));
    const broken = world.newProcess(undefined, {
      registrations: { list: world.registryPorts.registrations.list, read },
    });
    const answer = await broken({ path: '/v1/status' });
    expect(answer.statusCode).toBe(503);
    expectConforms('GET /v1/status', 503, answer.body);
    expect(world.measured()).toMatchObject({ Faults: 1 });
  });

  it('hold the history in pieces, each entry byte for byte', async () => {
    const { ask, stores } = await openPeopleWorld();
    const path = '/v1/partners/acme-pay/history';
    const all = JSON.parse((await ask({ path })).body) as HistoryAnswer;
    expect(all.entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(all.entries[1]?.body).toBe((await stores.ledger.head('acme-pay'))?.body);
    const rest = JSON.parse((await ask({ path, query: 'after=1' })).body) as HistoryAnswer;
    expect(rest.entries.map(({ seq }) => seq)).toEqual([2]);
    expect(rest.next).toBeNull();
  });
});

describe('the answers to tools that register', () => {
  it('are those of the contract', async () => {
    const { ask, put } = openRegisterWorld();
    const one = `${BELOW}/{partner}`;
    const foreign = { ...bundle, source: 'other/repository' };
    const broken = { ...bundle, files: { ...bundle.files, 'openapi/parcel-post.yaml': 'no: document' } };
    const remove = (query: string) =>
      ask({ method: 'DELETE', path: '/aws/v1/registrations/parcel-post', query });
    const steps: [
      operation: string,
      answer: () => ReturnType<typeof put>,
      status: number,
      kind: string | null,
    ][] = [
      [`PUT ${one}`, () => put({ query: 'dry-run=true' }), 200, 'added'],
      [`GET ${BELOW}`, () => ask({ path: '/aws/v1/registrations' }), 200, null],
      [`PUT ${one}`, () => put(), 200, 'added'],
      [`PUT ${one}`, () => put(), 200, 'unchanged'],
      [
        `PUT ${one}`,
        () => put({ headers: { 'content-encoding': '' }, body: JSON.stringify(bundle) }),
        200,
        'unchanged',
      ],
      [
        `PUT ${one}`,
        () => put({}, { ...bundle, files: { ...bundle.files, 'contracts/x.yaml': '' } }),
        200,
        'changed',
      ],
      [`PUT ${one}`, () => put({}, foreign), 409, 'foreign'],
      [`PUT ${one}`, () => put({}, { ...bundle, partner: 'other' }), 422, null],
      [`PUT ${one}`, () => put({}, broken), 422, null],
      [`PUT ${one}`, () => put({ body: new Uint8Array([31, 139, 8, 0]) }), 422, null],
      [`DELETE ${one}`, () => remove(''), 400, null],
      [`DELETE ${one}`, () => remove('source=other/repository'), 409, 'foreign'],
      [`DELETE ${one}`, () => remove('source=shop/integrations'), 200, 'removed'],
      [`DELETE ${one}`, () => remove('source=shop/integrations'), 200, 'unchanged'],
    ];
    for (const [operation, step, status, kind] of steps) {
      const answer = await step();
      expect([operation, answer.statusCode, answer.body]).toEqual([operation, status, expect.any(String)]);
      expectConforms(operation, status, answer.body);
      if (kind !== null) expect(JSON.parse(answer.body)).toMatchObject({ kind });
    }
  });

  it('list who is watched, without what their agreements say', async () => {
    const { ask, put } = openRegisterWorld();
    await put();
    const answer = await ask({ path: '/aws/v1/registrations' });
    expectConforms(`GET ${BELOW}`, 200, answer.body);
    expect(JSON.parse(answer.body)).toMatchObject({
      next: null,
      registrations: [{ partner: 'parcel-post', by: IAM.iam.userArn }],
    });
    expect(
      JSON.parse((await ask({ path: '/aws/v1/registrations', query: 'after=parcel-post' })).body),
    ).toEqual({
      registrations: [],
      next: null,
    });
  });

  it('refuse more than fits, where it unfolds', async () => {
    const { put, registry } = openRegisterWorld();
    const bomb = gzipSync(Buffer.alloc(41_000_000, 0x20));
    const answer = await put({ body: bomb });
    expect([answer.statusCode, answer.body]).toEqual([
      422,
      expect.stringContaining('unfolds to more than 40 MB'),
    ]);
    expect(registry.records.size).toBe(0);
  });

  it('are 503 where the table fails, which is counted; the same call again succeeds', async () => {
    const { put, measured, registryPorts } = openRegisterWorld();
    const write = async () =>
      Promise.reject(new ForewarnError('storage', 'The table cannot be used (TimeoutError).'));
    const answer = await put({}, bundle, { registrations: { ...registryPorts.registrations, write } });
    expect(answer.statusCode).toBe(503);
    expectConforms(`PUT ${BELOW}/{partner}`, 503, answer.body);
    expect(measured()).toMatchObject({ Faults: 1 });
    expect(JSON.parse((await put()).body)).toMatchObject({ kind: 'added' });
  });
});

describe('who may register', () => {
  const ci = { path: '/ci/v1/registrations/parcel-post' };

  it.each<[string, Partial<Asked>, string, number]>([
    ['an AWS identity', {}, '', 200],
    ['nobody', { authorizer: null }, '', 401],
    ['a person, below /aws', { authorizer: person() }, '', 401],
    ['a job that is named', { ...ci, authorizer: JOB }, 'repository=shop/integrations', 200],
    [
      'a job, where another one is named',
      { ...ci, authorizer: JOB },
      'repository=shop/integrations-fork',
      403,
    ],
    ['a job, where only a part is named', { ...ci, authorizer: JOB }, 'repository=shop', 403],
    ['a job, where nobody is named', { ...ci, authorizer: JOB }, '', 403],
    [
      'a job without the claim',
      { ...ci, authorizer: person({ sub: 'x' }) },
      'repository=shop/integrations',
      403,
    ],
    ['a claim that every object has', { ...ci, authorizer: person({}) }, 'constructor=Object', 403],
    ['an AWS identity, below /ci', { ...ci, authorizer: IAM }, 'repository=shop/integrations', 401],
  ])('%s', async (_name, asked, registrars, status) => {
    const { put, registry } = openRegisterWorld(registrars);
    const answer = await put(asked);
    expect(answer.statusCode).toBe(status);
    if (status !== 200) expectConforms(`PUT ${BELOW}/{partner}`, status, answer.body);
    expect(registry.records.size).toBe(status === 200 ? 1 : 0);
  });

  it('a job does so for its own repository alone, and takes nothing over', async () => {
    const { put, ask, registry } = openRegisterWorld();
    const theirs = await put({ ...ci, authorizer: JOB }, { ...bundle, source: 'shop/other' });
    const taken = await put({ ...ci, authorizer: JOB, query: 'take-over=true' });
    expect([theirs.statusCode, taken.statusCode, registry.records.size]).toEqual([403, 403, 0]);
    expectConforms(`PUT ${BELOW}/{partner}`, 403, theirs.body);
    await put({}, { ...bundle, source: 'shop/other' });
    const removed = await ask({ ...ci, method: 'DELETE', authorizer: JOB, query: 'source=shop/other' });
    expect([removed.statusCode, registry.records.size]).toEqual([403, 1]);
    expectConforms(`DELETE ${BELOW}/{partner}`, 403, removed.body);
  });

  it('is kept as their identity says', async () => {
    const { put, registry } = openRegisterWorld();
    await put({ ...ci, authorizer: JOB });
    expect(registry.records.get('parcel-post')?.by).toBe('repo:shop/integrations:ref:refs/heads/main');
  });
});

it('the types of the contract are those of its text', async () => {
  const nodes = await openapiTS(new URL('../../openapi/forewarn.yaml', import.meta.url));
  const written = readFileSync('web/forewarn-api.generated.ts', 'utf8');
  expect(written).toBe(`// Made from openapi/forewarn.yaml by \`npm run types\`.\n${astToString(nodes)}`);
});
