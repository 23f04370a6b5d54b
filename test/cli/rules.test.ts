import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/core/openapi/diff/rules/rules.ts';
import { runCli } from './run-cli.ts';

const rules = (...more: string[]) => runCli(['rules', ...more], { cwd: process.cwd() });

describe('forewarn rules', () => {
  it('lists every rule, with level, direction, area and sentence', async () => {
    const { code, out } = await rules('--format', 'json');
    const listed = JSON.parse(out) as Record<string, string>[];
    expect(code).toBe(0);
    expect(listed.map(({ id }) => id).sort()).toEqual(RULES.map(({ id }) => id).sort());
    for (const rule of listed)
      expect(Object.keys(rule)).toEqual(['id', 'level', 'direction', 'area', 'facet', 'sentence']);
    const human = (await rules()).out.split('\n');
    expect(human).toContain('Request bodies');
    expect(human.filter((line) => /^ {2}[a-z]/.test(line))).toHaveLength(RULES.length);
    const table = (await rules('--format', 'markdown')).out.trimEnd().split('\n');
    expect(table).toHaveLength(RULES.length + 2);
  });

  it('tells one: what it means, why, how it is known, before and after, how to silence it', async () => {
    const { out } = await rules('request-property-max-decreased');
    expect(out).toMatch(/^request-property-max-decreased {2}breaking {2}request {2}The greatest value/);
    for (const part of ['Why it matters', 'How it is known', 'Before', 'After', 'in agreement.yaml'])
      expect(out).toContain(part);
    expect(out.indexOf('maximum: 20')).toBeLessThan(out.indexOf('maximum: 10'));
    const article = JSON.parse((await rules('request-property-max-decreased', '--format', 'json')).out);
    expect(article).toMatchObject({ id: 'request-property-max-decreased', area: 'request-properties' });
    expect(article.example.before).toContain('maximum: 20');
    const markdown = (await rules('request-property-max-decreased', '--format', 'markdown')).out;
    expect(markdown).toMatch(/^# request-property-max-decreased\n/);
  });

  it('says what must be asked for, and what only a look gives', async () => {
    expect((await rules('api-sunset-date-too-small')).out).toContain('--notice-days 90,beta=30');
    expect((await rules('response-status-undocumented')).out).toContain('Only a look at an environment');
  });

  it('names the nearest of one that is not there', async () => {
    const { code, out, err } = await rules('request-property-maks-decreased');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('did you mean request-property-max-decreased');
    expect((await rules('zzzzzzzz')).err).toContain('forewarn rules');
  });
});
