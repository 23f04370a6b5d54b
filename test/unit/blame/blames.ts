/** Who is spoken of, where a sentence puts something on somebody. */
const SOMEBODY = String.raw`(?:you|they|he|she|we|(?:the|your|their|our)\s+(?:\w+\s+)?(?:team|partner|engineers?|developers?|colleagues?|people|staff|vendor|company|operator|admin))`;

const PATTERNS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b${SOMEBODY}\s+(?:\w+ly\s+)?(?:broke|forgot|neglected|ignored|overlooked|violated|messed|screwed|ruined|caused|missed|breached|sabotaged|refused to|let us down|did not (?:bother|care)|didn't (?:bother|care)|never (?:bother|care|told|warn|listen)|(?:was|were|are) (?:wrong|sloppy|late again|to blame|responsible))`,
    'i',
  ),
  /\bshould(?:n't| not)? have\b/i,
  /\bfail(?:ed|s|ing)? to\b/i,
  /\bfaults?\b/i,
  /\b(?:error|mistake|problem|bug) (?:is |was )?on (?:your|their) (?:side|end|part)\b/i,
  /\b(?:your|their|his|her) (?:\w+ )?(?:mistakes?|errors?|negligence|failures?|blunder|incompetence|bugs?)\b/i,
  /\b(?:careless|negligen|incompeten|sloppy|sloppi|blam|guilty|irresponsib|unprofessional|embarrass|stupid|lazy|laziness|culprit|unacceptable|inexcusable|amateur|shame|ridiculous|disappointing|human error)/i,
  /\b(?:because of|thanks to|due to) (?:you|them|him|her|your|their)\b/i,
  /\b(?:once|yet) again (?:you|they)\b/i,
];

/** True for a sentence that puts what happened on somebody. */
export function blames(sentence: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(sentence));
}
