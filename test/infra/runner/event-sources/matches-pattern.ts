type Pattern = { [member: string]: Pattern | Rule[] };
type Rule = string | number | boolean | null | Record<string, unknown>;

/**
 * Whether a value fits an event pattern, as filter criteria and rules of EventBridge have it: every member of the
 * pattern must fit; of the rules in an array one must.
 *
 * @throws RangeError for a rule that is not known here.
 */
export function matchesPattern(pattern: unknown, value: unknown): boolean {
  return Object.entries(pattern as Pattern).every(([member, wanted]) => {
    const given = (value as Record<string, unknown> | undefined)?.[member];
    if (!Array.isArray(wanted)) return matchesPattern(wanted, given);
    return wanted.some((rule) => fits(rule, given));
  });
}

function fits(rule: Rule, given: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return rule === given;
  const [[name, argument] = ['', undefined]] = Object.entries(rule);
  switch (name) {
    case 'prefix':
      return typeof given === 'string' && given.startsWith(String(argument));
    case 'suffix':
      return typeof given === 'string' && given.endsWith(String(argument));
    case 'exists':
      return (given !== undefined) === argument;
    case 'anything-but':
      return given !== undefined && ![argument].flat().includes(given);
    default:
      throw new RangeError(`the rule ${name} is not known here`);
  }
}
