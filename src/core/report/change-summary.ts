import { parseSubject } from '../drift/subject.ts';
import type { Change } from '../ledger/types.ts';
import { messageOf } from './messages/messages.ts';
import type { ChangeFacts } from './notice/notice-facts.ts';
import { operationWords } from './place.ts';
import { plainText } from './plain-text.ts';

/** A change in one line: the operation by its summary, what became of it, and how much more came with it. */
export function summaryOfChange({ drifts }: Pick<ChangeFacts, 'drifts'>, { others }: Change): string {
  const [worst] = drifts;
  if (!worst)
    return others > 0 ? `${others === 1 ? '1 difference' : `${others} differences`}` : 'What it was has gone';
  const subject = parseSubject(worst.subject);
  const message = plainText(subject ? messageOf(worst.rule, worst.args, subject) : worst.rule, 200);
  const more = drifts.length > 1 ? `, and ${drifts.length - 1} more` : '';
  return `${operationWords(worst)}: ${message.replace(/\.$/, '')}${more}`;
}
