import type { Difference } from '../drift/difference.ts';
import type { Effect } from '../drift/finding.ts';
import type { Json } from '../json.ts';
import type { Usage } from './types.ts';

/** A difference of the document as a whole: its security schemes, its servers, its own requirements. */
export function effectOnDocument(difference: Difference, usage: Usage): Effect {
  const { facet, section } = { facet: difference.facet, section: difference.subject.section };
  if (facet === 'security-scheme' || facet === 'security' || section === 'security') {
    return effectOnSecurity(difference, usage);
  }
  if (facet === 'server') return difference.level === 'info' ? 'none' : 'may-break';
  return 'none';
}

/**
 * A change of how calls prove who they are. It breaks us where the scheme that we use goes or becomes
 * another; where the document tells nothing of our scheme, by level.
 */
export function effectOnSecurity(difference: Difference, usage: Usage): Effect {
  const ours = usage.auth.scheme;
  const named = ours !== null && names(difference, ours);
  const { rule } = difference;
  if (/-removed$/.test(rule) || /scheme-(type|in|name)-changed$/.test(rule) || /-type-changed$/.test(rule)) {
    if (named) return rule.includes('scope') ? 'loosens' : 'breaks';
    return difference.level === 'info' ? 'none' : 'may-break';
  }
  if (rule.includes('scope-added')) return named && !rule.includes('component') ? 'may-break' : 'none';
  if (named) return 'may-break';
  return difference.level === 'info' ? 'none' : 'may-break';
}

/** True if the difference speaks of this scheme: as its place, or among its arguments. */
function names(difference: Difference, scheme: string): boolean {
  const last = difference.subject.location.split(/[/:]/).at(-1);
  return (
    last === scheme || texts(Object.values(difference.args)).some((text) => words(text).includes(scheme))
  );
}

function texts(values: Json[]): string[] {
  return values.flatMap((value) => {
    if (typeof value === 'string') return [value];
    if (Array.isArray(value)) return texts(value);
    return typeof value === 'object' && value !== null
      ? [...Object.keys(value), ...texts(Object.values(value))]
      : [];
  });
}

function words(text: string): string[] {
  return text.split(/[\s,|&()]+/);
}
