import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import type { FunctionFiles } from '../../../cdk/bundle/build-functions.ts';
import { readConfiguration, type WrittenConfiguration } from '../../../cdk/config.ts';
import { ForewarnStack } from '../../../cdk/forewarn-stack.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../../cdk/functions.ts';

/** Everything that can be chosen, chosen. */
export const EVERYTHING: WrittenConfiguration = {
  people: { issuer: 'https://id.shop.example', audience: ['forewarn'] },
  ci: {
    issuer: 'https://token.actions.example',
    audience: ['forewarn'],
    claim: 'repository',
    values: ['shop/integrations', 'shop/payments'],
  },
  mail: { identity: 'shop.example', from: 'forewarn@shop.example' },
  secrets: {
    store: 'secrets-manager',
    key: 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555',
  },
  customerKey: true,
  evidenceLockDays: 365,
  fixedEgress: true,
  concurrentChecks: 20,
  alarms: { email: 'platform@shop.example', costPerDay: 3, runbook: 'https://docs.shop.example/runbook' },
  budget: { monthly: 50, email: 'platform@shop.example' },
  tags: { team: 'payments' },
};

/** The bundles of functions are tested where they are run; a template is the same with any files. */
const SOME_FILES: FunctionFiles = new Map([['index.mjs', Buffer.from('export const handler = () => 1;')]]);

const folders: string[] = [];

/** A folder that goes with the tests of a file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-cdk-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An app with the stack in it, not yet synthesised. */
export function appOf(written: WrittenConfiguration = {}, props: AppProps = {}) {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  const app = new App({
    context,
    outdir: temporaryFolder(),
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    ...props,
  });
  const functions = Object.fromEntries(FUNCTION_NAMES.map((name) => [name, SOME_FILES]));
  const stack = new ForewarnStack(app, 'Forewarn', {
    config: readConfiguration(written, 'config'),
    version: '1.2.3',
    functions: functions as Record<FunctionName, FunctionFiles>,
  });
  return { app, stack };
}

/** The template of a configuration. */
export function templateOf(written: WrittenConfiguration = {}): Template {
  return Template.fromStack(appOf(written).stack);
}

/** A resource as the template has it. Its properties are AWS's data, of no type of ours. */
export interface Resource {
  Type: string;
  Properties: ReturnType<typeof JSON.parse>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

/** Resources of a type, by logical id. */
export function resourcesOf(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.findResources(type)) as [string, Resource][];
}

/** The one resource of a type whose logical id begins so. */
export function theOne(template: Template, type: string, id: string): Resource {
  const found = resourcesOf(template, type).filter(([logicalId]) => logicalId.startsWith(id));
  if (found.length !== 1) throw new Error(`${found.length} of ${type} begin with ${id}`);
  return (found[0] as [string, Resource])[1];
}
