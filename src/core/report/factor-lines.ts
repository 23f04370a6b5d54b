import type { Factor } from '../factors/types.ts';
import { markdownText } from './markdown-text.ts';
import type { Report } from './types.ts';

/**
 * What contributed to how each change is met, in Markdown: a line for the change, one for each factor, and below it what
 * it rests on and what would have shown it earlier.
 */
export function factorLines({ factors = [] }: Pick<Report, 'factors'>): string[] {
  return factors.map(({ change, factors: found }) =>
    [
      `- **${markdownText(change)}**`,
      ...found.flatMap(({ kind, says, earlier, evidence }) => [
        `  - ${kind}: ${markdownText(says)}`,
        ...evidence.map((one) => `    - ${evidenceWords(one)}`),
        `    - earlier: ${markdownText(earlier)}`,
      ]),
    ].join('\n'),
  );
}

/** Where it can be looked up: a difference of this report, the agreement's key, or what the history has of it. */
function evidenceWords({ of, ref, dates, fingerprint }: Factor['evidence'][number]): string {
  const when = dates.map((at) => at.slice(0, 10)).join(', ');
  const where = {
    drift: `difference ${fingerprint === undefined ? '' : `<code>${fingerprint}</code> `}at ${markdownText(ref, 160)}`,
    change: `change ${markdownText(ref)} in the history`,
    notice: `notice of ${markdownText(ref)} in the history`,
    environment: `environment ${markdownText(ref)}`,
    agreement: `<code>${markdownText(ref)}</code> in the agreement`,
  }[of];
  return when === '' ? where : `${where}: ${when}`;
}
