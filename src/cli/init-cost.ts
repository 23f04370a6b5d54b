import { dailyCalls } from '../core/agreement/daily-calls.ts';
import type { Agreement } from '../core/agreement/types.ts';
import type { ApiDocument, Operation } from '../core/openapi/document/types.ts';
import { dailyCallsLines, type NotCalled } from '../core/report/daily-calls-lines.ts';
import { plainText } from '../core/report/plain-text.ts';
import { useRequest } from '../core/usage/use-request.ts';

const SAFE = new Set(['GET', 'HEAD']);

/** What a first agreement will cost the partner in calls, for people. */
export function costLines(
  agreement: Agreement,
  document: ApiDocument,
  { uses, inPact }: { uses: readonly Operation[]; inPact: readonly Operation[] },
): string[] {
  const notCalled = uses.flatMap((use): NotCalled[] => {
    const why = whyNotCalled(document, use, inPact.includes(use));
    return why === null ? [] : [{ operation: use, why }];
  });
  return dailyCallsLines(dailyCalls(agreement, uses.length - notCalled.length), notCalled);
}

function whyNotCalled(document: ApiDocument, use: Operation, isInPact: boolean): string | null {
  if (!SAFE.has(use.method))
    return isInPact
      ? 'the environments are read-only; with `mode: full` it is'
      : 'it may change something, and no pact says how to call it';
  if (isInPact) return null;
  const request = useRequest(document, use, { operation: '', with: {}, fields: [] });
  return request.ok ? null : `no value for ${plainText(request.missing.join(', '))}: name it under \`with\``;
}
