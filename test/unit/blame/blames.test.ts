import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blames } from './blames.ts';
import { BLAMING, NEUTRAL } from './sentences.ts';
import { templates } from './templates.ts';

describe('words without blame', () => {
  it('the detector tells sentences that blame from those that do not', () => {
    expect(new Set(BLAMING).size).toBeGreaterThanOrEqual(60);
    expect(new Set(NEUTRAL).size).toBeGreaterThanOrEqual(60);
    expect(BLAMING.filter((one) => !blames(one))).toEqual([]);
    expect(NEUTRAL.filter(blames)).toEqual([]);
  });

  it('no template of notices, reports and pages blames', () => {
    const all = templates();
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter(({ text }) => blames(text))).toEqual([]);
  });

  it('no notice that is kept as an example blames', () => {
    const root = 'test/golden/notices';
    const texts = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.txt'),
    );
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter((name) => blames(readFileSync(join(root, name), 'utf8')))).toEqual([]);
  });
});
