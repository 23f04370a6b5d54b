import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LAB_FAULTS } from './lab-faults.ts';

it('docs/journeys.md lists what the lab serves', () => {
  const rows = LAB_FAULTS.map(({ name, found }) => {
    const by = [...new Set(found.map(({ assertion }) => `\`${assertion}\``))].join(', ');
    return `| ${name} | ${by} |`;
  });
  const table = ['| fault | found by |', '| --- | --- |', ...rows].join('\n');
  expect(readFileSync('docs/journeys.md', 'utf8')).toContain(`\n${table}\n`);
});
