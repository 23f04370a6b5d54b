import { expect, it } from 'vitest';
import { ALL_ON } from '../../../scripts/rehearse/configuration.ts';
import { KINDS } from '../../../scripts/rehearse/kinds/kinds.ts';
import { templateOf } from '../cdk/deployment.ts';

it('reads back every type of resource of the template, everything switched on', () => {
  const { Resources } = templateOf(ALL_ON).toJSON() as { Resources: Record<string, { Type: string }> };
  const types = new Set(Object.values(Resources).map(({ Type }) => Type));
  expect(types.size).toBeGreaterThan(20);
  expect([...types].filter((type) => !KINDS[type])).toEqual([]);
});
