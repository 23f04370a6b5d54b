import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/types.ts';
import { json, startServer } from '../adapters/loopback-server.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const root = join(import.meta.dirname, '../..');
const BASELINE = 'openapi/acme-pay.yaml';
const NEXT = 'contracts/acme-pay/next.yaml';
const diff = (...more: string[]) => runCli(['diff', ...more], { cwd: root });
const reported = async (...more: string[]) => {
  const { code, out, err } = await diff(...more, '--format', 'json');
  return { code, err, report: JSON.parse(out) as Report };
};

describe('forewarn diff', () => {
  it('says nothing of a document and itself', async () => {
    expect(await diff(BASELINE, BASELINE)).toEqual({
      code: 0,
      out: expect.stringContaining('no difference'),
      err: '',
    });
  });

  it('reports what changed, by level where use is not known', async () => {
    const { code, report } = await reported(BASELINE, NEXT);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      schema: 'forewarn.report/1',
      command: 'diff',
      verdict: 'drifts',
      checks: [],
    });
    expect(report.findings.find(({ rule }) => rule === 'response-required-property-removed')).toMatchObject({
      level: 'breaking',
      severity: 'breaking',
      effect: 'unknown',
      usageGrade: 'unknown',
      proof: 'witness',
      direction: 'response',
      args: { property: 'amount_captured' },
      pointer: {
        baseline: expect.stringMatching(/^#\/components\/schemas\/.*amount_captured$/),
        observed: null,
      },
      witness: { acceptedBy: 'observed', refusedBy: 'baseline', instance: expect.anything() },
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(report.findings.every((finding) => !('driftKey' in finding) && !('partner' in finding))).toBe(
      true,
    );
    const undecided = report.findings.filter(({ proof }) => proof === 'undecided');
    expect(undecided.every(({ severity }) => severity !== 'breaking')).toBe(true);
  });

  it('weighs by what a pact uses', async () => {
    const pacts = ['--pact', 'contracts/acme-pay/pacts/shop--acme-pay.json'];
    const { code, report } = await reported(BASELINE, NEXT, ...pacts);
    expect(code).toBe(1);
    const breaks = report.findings.filter(({ effect }) => effect === 'breaks');
    expect(breaks.length).toBeGreaterThan(0);
    expect(breaks[0]?.affects[0]?.pact).toMatch(/^shop--/);
    expect(report.findings.some(({ effect }) => effect === 'none')).toBe(true);
    expect((await reported(BASELINE, NEXT, ...pacts, '--fail-on', 'none')).code).toBe(0);
  });

  it.each([
    ['level:breaking', 1],
    ['level:info', 1],
    ['none', 0],
  ])('--fail-on %s exits with %i', async (failOn, code) => {
    expect((await diff(BASELINE, NEXT, '--fail-on', failOn)).code).toBe(code);
  });

  it('reads revisions of git', async () => {
    expect((await diff(`git:HEAD:${BASELINE}`, `git:HEAD:${BASELINE}`)).code).toBe(0);
  });

  it.each([
    ['a missing file', ['nothere.yaml', BASELINE], 'nothere.yaml'],
    ['a missing argument', [BASELINE], 'observed'],
    ['another format', [BASELINE, NEXT, '--format', 'pdf'], 'pdf'],
    ['a private address', ['http://127.0.0.1:1/openapi.json', BASELINE], '127.0.0.1'],
  ])('%s is one clear message', async (_, args, named) => {
    const { code, out, err } = await diff(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(named);
    expect(err).not.toMatch(/\n\s+at \S+ \(/);
  });

  it('names the file of a document that is none', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'wrong.yaml'), 'openapi: 3.1.0\npaths: [/a]\n');
    const { code, out, err } = await runCli(['diff', 'wrong.yaml', 'wrong.yaml'], { cwd: folder });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('wrong.yaml');
  });

  it('reads a part on another web site where that is named', async () => {
    const partner = await startServer((_, response) => json(response, 200, { get: { responses: {} } }));
    try {
      const folder = temporaryFolder();
      writeFileSync(
        join(folder, 'a.yaml'),
        `openapi: 3.1.0\npaths: { /a: { $ref: "${partner.url}/part.json" } }\n`,
      );
      const run = (...more: string[]) => runCli(['diff', 'a.yaml', 'a.yaml', ...more], { cwd: folder });
      const refused = await run();
      expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--external-ref')]);
      expect((await run('--external-ref', partner.url, '--allow-private')).code).toBe(0);
      expect(partner.received.length).toBeGreaterThan(0);
    } finally {
      await partner.close();
    }
  });

  it('says what it could not compare, because a reference leads nowhere', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'part.yaml'), 'openapi: 3.1.0\npaths: { /a: { $ref: "#/nowhere" } }\n');
    writeFileSync(join(folder, 'whole.yaml'), 'openapi: 3.1.0\npaths: { /a: { get: { responses: {} } } }\n');
    const { out, code } = await runCli(['diff', 'part.yaml', 'part.yaml'], { cwd: folder });
    expect(out).toContain('Could not check');
    expect(out).toContain('#/paths/~1a');
    expect(code).toBe(0);
    expect((await runCli(['diff', 'whole.yaml', 'part.yaml'], { cwd: folder })).code).toBe(3);
    expect((await runCli(['diff', 'part.yaml', 'whole.yaml'], { cwd: folder })).code).toBe(0);
  });
});

describe('forewarn rules', () => {
  it('lists every rule with a sentence', async () => {
    const { code, out } = await runCli(['rules', '--format', 'json'], { cwd: root });
    const rules = JSON.parse(out) as { id: string; level: string; direction: string; sentence: string }[];
    expect(code).toBe(0);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(
      rules.filter(({ sentence }) => !/^[A-Z`].*\.$/.test(sentence) || /undefined|null,/.test(sentence)),
    ).toEqual([]);
  });

  it('shows one rule, and names the nearest of one that is not there', async () => {
    const one = await runCli(['rules', 'api-removed-without-deprecation'], { cwd: root });
    expect(one.out).toMatch(/^api-removed-without-deprecation +breaking +none +The operation is gone/);
    const none = await runCli(['rules', 'api-removed'], { cwd: root });
    expect(none.code).toBe(2);
    const wrong = await runCli(['rules', 'request-body-typ-changed'], { cwd: root });
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toContain('request-body-type-changed');
  });
});
