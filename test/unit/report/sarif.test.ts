import { createRequire } from 'node:module';
import { type Schema, Validator } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { artifactUri } from '../../../src/core/report/sarif/artifact-uri.ts';
import type { Report } from '../../../src/core/report/types.ts';
import { rendered } from './rendered.ts';
import { aFinding, aReport, reportOf, SURROUNDINGS } from './reports.ts';

/** The part of a log that is looked at here. */
interface Log {
  version: string;
  runs: {
    tool: { driver: { name: string; rules: { id: string; help: { text: string } }[] } };
    invocations: { toolExecutionNotifications: { message: { text: string } }[] }[];
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: {
        physicalLocation?: { artifactLocation: { uri: string }; region: { startLine: number } };
      }[];
      partialFingerprints: Record<string, string>;
      suppressions: { kind: string }[];
    }[];
  }[];
}

const logOf = (report: Report) => JSON.parse(rendered(report, 'sarif', SURROUNDINGS)) as Log;
const NAMES = ['check', 'diff', 'quiet', 'hostile', 'journeys'];

describe('SARIF', () => {
  it('has a result for each row at its line, with rules by index, and what is ignored suppressed', () => {
    const [run] = logOf(reportOf('hostile')).runs;
    expect(run?.results.map(({ level }) => level)).toEqual(['error', 'warning', 'note', 'warning']);
    expect(run?.results.map(({ suppressions }) => suppressions.length)).toEqual([0, 0, 0, 1]);
    for (const { ruleId, ruleIndex, locations, partialFingerprints } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations[0]?.physicalLocation?.artifactLocation.uri).toBe('next%20orders.yaml');
      expect(locations[0]?.physicalLocation?.region.startLine).toBeGreaterThan(0);
      expect(Object.values(partialFingerprints)[0]).toMatch(/^\d{32}$/);
    }
    expect(run?.invocations[0]?.toolExecutionNotifications).toHaveLength(1);
  });

  it('keeps within what is taken of one run, and says so', () => {
    const many = Array.from({ length: 25_003 }, (_, index) =>
      aFinding({ pointer: { baseline: `#/${index}`, observed: null } }),
    );
    const [run] = logOf(aReport(many)).runs;
    expect(run?.results).toHaveLength(25_000);
    expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toContain('3 more');
  });

  it.each([
    ['openapi/a b.yaml', 'openapi/a%20b.yaml'],
    ['/srv/ä.yaml', 'file:///srv/%C3%A4.yaml'],
    ['git:main:openapi.yaml', 'openapi.yaml'],
    ['https://api.example/o.json?v=1 2', 'https://api.example/o.json?v=1%202'],
    ['a\ud800#?.yaml', 'a%EF%BF%BD%23%3F.yaml'],
  ])('names %s as a URI', (file, uri) => {
    expect(artifactUri(file)).toBe(uri);
  });
});

const SCHEMA = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

const schema = createRequire(import.meta.url)(SCHEMA) as Schema;

describe.each(NAMES)('SARIF of %s', (name) => {
  it('is valid by the schema of the standard', () => {
    const { errors } = new Validator(schema, '4').validate(logOf(reportOf(name)));
    expect(errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`)).toEqual([]);
  });
});
