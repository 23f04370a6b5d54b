import type { Subject } from '../../drift/subject.ts';
import type { Json, JsonObject } from '../../json.ts';
import { fromPointer } from '../../json-pointer.ts';
import type { Rule } from '../../openapi/diff/rules/rules.ts';

/** What a sentence is made of. */
export interface Told {
  args: JsonObject;
  /** What the difference is about, as the beginning or a part of a sentence. */
  it: string;
  /** True for what comes back, false for what is sent. */
  answer: boolean;
}

/** The thing that a difference is about: "the query parameter `limit`", "`total`", "the request body". */
export function thingOf(rule: Rule, subject: Subject | null): string {
  const location = subject?.location ?? '';
  const header = /^header:([^/]*)(.*)$/s.exec(location);
  const parameter = /^(query|querystring|path|cookie):([^/]*)(.*)$/s.exec(location);
  if (header) return within(header[2], named('header', header[1]));
  if (parameter) return within(parameter[3], parameterWords(parameter[1] ?? '', parameter[2] ?? ''));
  if (location.startsWith('/') && rule.direction !== 'none') return `\`${pathWords(location)}\``;
  if (rule.site === 'document') return 'the API';
  if (rule.site === 'operation') return 'the operation';
  if (rule.site === 'response-header') return 'a header';
  if (rule.site.startsWith('request-parameter')) return 'a parameter';
  if (subject === null && rule.site.endsWith('-property')) return 'a property';
  if (subject && /^(webhook|callback):/.test(subject.path)) {
    return rule.direction === 'response' ? 'what is sent' : 'what is answered';
  }
  return rule.direction === 'response' ? 'the answer' : 'the request body';
}

/** How a new rule is said: we must keep to it, and they will. */
export function must(answer: boolean): string {
  return answer ? 'will now always' : 'must now';
}

/** A thing and its name in back quotes: "the scope `read`"; where it has none, "a scope". */
export function named(thing: string, name: Json | undefined): string {
  return name === undefined || name === null ? `a ${thing}` : `the ${thing} ${quoted(name, '')}`;
}

/** A name or value in back quotes, or `otherwise` where there is none. */
export function quoted(value: Json | undefined, otherwise: string): string {
  return value === undefined || value === null ? otherwise : `\`${shown(value, otherwise)}\``;
}

/** A name or value as text, or `otherwise` where there is none. */
export function shown(value: Json | undefined, otherwise: string): string {
  if (value === undefined || value === null) return otherwise;
  if (Array.isArray(value)) return value.map((one) => shown(one, 'null')).join(' or ');
  return typeof value === 'object' ? otherwise : String(value);
}

/** A list of values as the end of a sentence; the first few. */
export function valuesOf(values: Json | undefined): string {
  if (!Array.isArray(values) || values.length === 0) return '';
  const listed = values.slice(0, 5).map((value) => quoted(value, 'null'));
  return `: ${listed.join(', ')}${values.length > 5 ? ` and ${values.length - 5} more` : ''}`;
}

function parameterWords(place: string, name: string): string {
  if (place === 'path') return `the path parameter number ${Number(name) + 1}`;
  if (place === 'querystring') return 'the query string';
  return place === 'cookie' ? `the cookie ${quoted(name, '')}` : `the query parameter ${quoted(name, '')}`;
}

function within(inside: string | undefined, outer: string): string {
  return inside ? `\`${pathWords(inside)}\` in ${outer}` : outer;
}

/** `/items/*` + `/total` as `items[].total`, map values as `{}`, alternatives in parentheses. */
function pathWords(location: string): string {
  return fromPointer(location)
    .map((step) => {
      if (step === '*') return '[]';
      if (step === '{*}') return '{}';
      return /^<.*>$/s.test(step) ? `(${step.slice(1, -1)})` : `.${step}`;
    })
    .join('')
    .replace(/^\./, '');
}
