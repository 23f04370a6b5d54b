import type { Difference } from '../../core/drift/difference.ts';
import type { Operation } from '../../core/openapi/document/types.ts';
import { BOUNDS, FACETS_BY_KEYWORD, keywordOf } from './compare-keywords.ts';
import type { Result } from './compare-library.ts';
import { breaking, completed, type Reading, refused, type Told } from './compare-results.ts';

/** A query parameter or header that we send and they would not take, or that they ask for and we do not send. */
export function parameterDifference(result: Result, reading: Reading): Difference | null {
  const where = result.code === 'request.header.incompatible' ? 'header' : 'query';
  const at = result.mockDetails?.location ?? '';
  const written = at.slice(at.indexOf(where === 'header' ? '.headers.' : '.query.')).replace(/^\.\w+\./, '');
  const parameter = parametersOf(reading.operation, where).find((one) => isNamed(written, one.name));
  const name = parameter?.name ?? written;
  const location = `${where}:${where === 'header' ? name.toLowerCase() : name}`;
  const told = { ...toldBy(result, reading, where, name), args: { parameter: name, in: where } };
  return completed(reading, told, { section: 'request', location }, parameter?.pointer ?? null);
}

function toldBy(result: Result, reading: Reading, where: 'header' | 'query', name: string): Told {
  if (isMissing(result, reading, where, name)) {
    const { namedBy, operation } = reading;
    const before = parametersOf(operation && (namedBy.byKey.get(operation.key) ?? null), where);
    return before.some((one) => one.name.toLowerCase() === name.toLowerCase() && !one.required)
      ? breaking('request-parameter-became-required', 'required')
      : breaking('new-required-request-parameter', 'parameter');
  }
  const keyword = keywordOf(result);
  if (keyword === 'type') return breaking('request-parameter-type-changed', 'type');
  const facet = FACETS_BY_KEYWORD[keyword] ?? 'schema';
  if (keyword === 'enum') return { ...refused(facet), rule: 'request-parameter-enum-value-removed' };
  const bound = BOUNDS[keyword];
  return bound ? { ...refused(facet), rule: `request-parameter-${bound}` } : refused(facet);
}

function isMissing(result: Result, reading: Reading, where: 'header' | 'query', name: string): boolean {
  if (result.mockDetails?.value !== undefined && result.mockDetails.value !== null) return false;
  const { headers, query } = reading.interaction.request;
  if (where === 'header') return headers[name.toLowerCase()] === undefined;
  return !Object.keys(query).some((sent) => sent === name || sent.startsWith(`${name}[`));
}

function isNamed(written: string, name: string): boolean {
  return written === name || written.startsWith(`${name}.`);
}

function parametersOf(operation: Operation | null, where: string): Operation['parameters'] {
  return (operation?.parameters ?? []).filter((one) => one.in === where);
}
