import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterEach, describe, expect, test } from 'vitest';
import type { WrittenConfiguration } from '../../../cdk/config.ts';
import { appOf, EVERYTHING } from './deployment.ts';

const exitCode = process.exitCode;
afterEach(() => {
  process.exitCode = exitCode;
});

interface Report {
  pluginReports: { pluginName: string; violations: { ruleName: string; violatingConstructs: unknown[] }[] }[];
}

/** Rules that the app breaks without saying why. */
function broken(app: ReturnType<typeof appOf>['app']): string[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    app.synth();
  } catch (error) {
    if (!String(error).includes('alidation')) throw error;
  }
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
}

describe('cdk-nag finds nothing that is not acknowledged', () => {
  const chosen: Record<string, WrittenConfiguration> = {
    'by default': {},
    'with everything chosen': EVERYTHING,
    'with one address and AWS keys': { fixedEgress: true },
  };
  test.each(Object.entries(chosen))('%s', (_, written) => {
    expect(broken(appOf(written).app)).toEqual([]);
  });
});

test('it would be found', () => {
  const { app, stack } = appOf();
  new Bucket(stack, 'Careless');
  expect(broken(app)).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'AwsSolutions-S10']));
});

test('each acknowledgement gives a reason of its own words, and none covers a whole rule on the stack', () => {
  const { app, stack } = appOf(EVERYTHING);
  const acknowledged = app.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .map(({ data }) => ({ at: construct.node.path, data: JSON.stringify(data) }))
      // The CDK acknowledges what its own network needs.
      .filter(({ data }) => data.includes('AwsSolutions')),
  );
  expect(acknowledged.length).toBeGreaterThan(5);
  for (const { at, data } of acknowledged) {
    expect([stack.node.path, '']).not.toContain(at);
    expect(data, at).toMatch(/\w+ \w+ \w+ \w+ \w+/);
  }
});
