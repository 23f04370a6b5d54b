import type { JsonObject } from '../../../src/core/json.ts';

/** Sentences for the few rules that the golden notices use; the real ones are tested with the rules. */
export function sentence(rule: string, args: JsonObject): string {
  switch (rule) {
    case 'response-required-property-removed':
      return `the required property \`${args.property}\` is gone`;
    case 'response-property-enum-value-added':
      return `\`${args.value}\` is a new value of \`${args.property}\``;
    case 'sunset-announced':
      return `the published document says that it will go on ${args.on}`;
    default:
      return rule;
  }
}
