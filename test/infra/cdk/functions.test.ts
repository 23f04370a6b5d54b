import { describe, expect, test } from 'vitest';
import { FUNCTION_NAMES, FUNCTIONS, type FunctionName } from '../../../cdk/functions.ts';
import { createTelemetry } from '../../../lambdas/middleware/telemetry.ts';
import { readEnvironment } from '../../../src/adapters/env.ts';
import { wireAnnounce } from '../../../src/adapters/wire-announce.ts';
import { wireApi } from '../../../src/adapters/wire-api.ts';
import { wireRegister } from '../../../src/adapters/wire-register.ts';
import { wireRunCheck } from '../../../src/adapters/wire-run-check.ts';
import { wireSweep } from '../../../src/adapters/wire-sweep.ts';
import { EVERYTHING, resourcesOf, templateOf, theOne } from './deployment.ts';

const templates = { plain: templateOf(), full: templateOf(EVERYTHING) };
const telemetry = createTelemetry({ function: 'test', env: {}, write: () => undefined });

/** What each function does with its environment when it starts. */
const STARTS: Record<FunctionName, (env: Record<string, string>) => unknown> = {
  'run-check': (env) => wireRunCheck(env, telemetry),
  announce: (env) => wireAnnounce(env, telemetry),
  sweep: (env) => wireSweep(env, telemetry),
  api: (env) => wireApi(env, telemetry),
  register: (env) => wireRegister(env, telemetry),
};

describe.each(FUNCTION_NAMES)('%s', (name) => {
  const id = `${name.replace(/(^|-)(.)/g, (_, _dash, letter: string) => letter.toUpperCase())}Function`;
  const { Properties } = theOne(templates.plain, 'AWS::Lambda::Function', id);

  test('has the defaults of all functions and the size of its plan', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: FUNCTIONS[name].memoryMb,
      Timeout: FUNCTIONS[name].timeoutSeconds,
      TracingConfig: { Mode: 'Active' },
      Description: expect.stringContaining(`lambdas/${name}.ts: `),
    });
    expect(Properties.Environment.Variables.NODE_OPTIONS).toBe('--enable-source-maps');
  });

  test('writes into a log of its own that is forgotten in time', () => {
    const log = Properties.LoggingConfig.LogGroup.Ref;
    expect(templates.plain.toJSON().Resources[log].Properties.RetentionInDays).toBe(90);
  });

  test.each(['plain', 'full'] as const)('can start with the environment of the %s template', (which) => {
    const { Variables } = theOne(templates[which], 'AWS::Lambda::Function', id).Properties.Environment;
    const env = { ...filledIn(Variables), AWS_REGION: 'eu-central-1' };
    expect(() => readEnvironment(env, FUNCTIONS[name].variables)).not.toThrow();
    expect(() => STARTS[name](env)).not.toThrow();
    const { NODE_OPTIONS: _, ...own } = Variables;
    expect(Object.keys(own).sort()).toEqual([...FUNCTIONS[name].variables].sort());
  });

  test('does not start with any of them missing', () => {
    const all = filledIn(Properties.Environment.Variables);
    for (const variable of FUNCTIONS[name].variables) {
      const { [variable]: _, ...rest } = all;
      expect(() => readEnvironment(rest, FUNCTIONS[name].variables), variable).toThrow(variable);
    }
  });
});

test('no function is told that it runs on this machine', () => {
  for (const template of Object.values(templates))
    expect(JSON.stringify(template.toJSON())).not.toMatch(/FOREWARN_LOOPBACK|AWS_ENDPOINT_URL/);
});

test('the sender and the registrars are as configured', () => {
  const variables = (id: string) =>
    theOne(templates.full, 'AWS::Lambda::Function', id).Properties.Environment.Variables;
  expect(variables('AnnounceFunction').FOREWARN_SENDER).toBe('Forewarn <forewarn@shop.example>');
  expect(variables('RegisterFunction').FOREWARN_REGISTRARS).toBe(
    'repository=shop/integrations,shop/payments',
  );
  expect(variables('ApiFunction').FOREWARN_PEOPLE).toBe('jwt');
});

describe('one address for partners', () => {
  test('run-check alone is in the network, behind one gateway whose address is told', () => {
    const within = resourcesOf(templates.full, 'AWS::Lambda::Function').filter(
      ([, { Properties }]) => Properties.VpcConfig,
    );
    expect(within.map(([id]) => id.replace(/Function.*$/, ''))).toEqual(['RunCheck']);
    const [[gateway]] = [resourcesOf(templates.full, 'AWS::EC2::NatGateway')];
    const address = resourcesOf(templates.full, 'AWS::EC2::EIP');
    expect(address).toHaveLength(1);
    expect(gateway?.[1].Properties.AllocationId).toEqual({ 'Fn::GetAtt': [address[0]?.[0], 'AllocationId'] });
    expect(templates.full.toJSON().Outputs.EgressAddress.Value).toEqual({ Ref: address[0]?.[0] });
  });

  test('table and bucket are reached without the gateway', () => {
    const services = resourcesOf(templates.full, 'AWS::EC2::VPCEndpoint').map(([, { Properties }]) =>
      JSON.stringify(Properties.ServiceName),
    );
    expect(services.filter((name) => name.includes('.dynamodb'))).toHaveLength(1);
    expect(services.filter((name) => name.includes('.s3'))).toHaveLength(1);
  });

  test('without it there is no network', () => {
    templates.plain.resourceCountIs('AWS::EC2::VPC', 0);
  });
});

/** Texts for what AWS fills in, of the form that it has. */
function filledIn(variables: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : sample(name, value),
    ]),
  );
}

function sample(name: string, value: unknown): string {
  if (JSON.stringify(value).includes('Arn')) return `arn:aws:service:eu-central-1:111122223333:${name}`;
  return name.endsWith('_URL') ? 'https://sqs.eu-central-1.amazonaws.com/111122223333/checks.fifo' : name;
}
