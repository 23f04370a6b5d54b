import { ForewarnError } from '../core/errors.ts';
import { firstInstant, lastInstant } from './instant.ts';

/**
 * The two instants of `--between`, as the ledger writes them, and the partner: the option takes what follows it, so a
 * partner that was named last is not an instant. Null without the option.
 *
 * @throws ForewarnError `usage` for more or fewer, and for what ends before it begins.
 */
export function spanOf(
  between: readonly string[] | undefined,
  named: string | undefined,
): { span: { from: string; to: string } | null; partner: string | undefined } {
  if (!between) return { span: null, partner: named };
  const [from, to, last, ...more] = between;
  const partner = named ?? last;
  if (
    from === undefined ||
    to === undefined ||
    more.length > 0 ||
    (named !== undefined && last !== undefined)
  )
    throw new ForewarnError('usage', '--between takes two instants', {
      fix: 'for example: --between 2026-11-01 2026-11-20',
    });
  const span = { from: firstInstant(from, '--between'), to: lastInstant(to, '--between') };
  if (span.from > span.to)
    throw new ForewarnError('usage', '--between ends before it begins', {
      fix: 'name the earlier one first',
    });
  return { span, partner };
}
