import { findRule } from '../../openapi/diff/rules/rules.ts';
import { sentenceOf } from '../messages/messages.ts';

const LEVELS = { breaking: 'error', warning: 'warning', info: 'note' } as const;

/** A rule as a `reportingDescriptor`. */
export function sarifRule(id: string) {
  const rule = findRule(id);
  const text = rule ? sentenceOf(rule) : `${id.replaceAll('-', ' ')}.`;
  return {
    id,
    shortDescription: { text },
    help: {
      text: `${text} More: forewarn rules ${id}`,
      markdown: `${text}\n\nMore: \`forewarn rules ${id}\``,
    },
    ...(rule && {
      defaultConfiguration: { level: LEVELS[rule.level] },
      properties: { tags: [rule.direction === 'none' ? 'api' : rule.direction, rule.facet] },
    }),
  };
}
