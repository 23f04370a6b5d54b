import type { Difference, OperationName } from '../../core/drift/difference.ts';
import { normalisePath, type Subject } from '../../core/drift/subject.ts';
import type { ApiDocument, Operation } from '../../core/openapi/document/types.ts';
import { mediaOf } from '../../core/pact/media.ts';
import { responseFor } from '../../core/pact/response-for.ts';
import type { PactInteraction } from '../../core/pact/types.ts';
import { bodyDifferences } from './compare-body.ts';
import type { Result } from './compare-library.ts';
import { parameterDifference } from './compare-parameter.ts';

/** What the results of one interaction are read with. */
export interface Reading {
  document: ApiDocument;
  namedBy: ApiDocument;
  interaction: PactInteraction;
  /** The operation called, in the document or else in `namedBy`; null where neither has it. */
  operation: Operation | null;
}

/** What differs, without where: the rest follows from the operation. */
export type Told = Pick<Difference, 'rule' | 'level' | 'facet' | 'proof'> & Partial<Pick<Difference, 'args'>>;

/**
 * The comparator's results for one interaction as differences. Its warnings are left out, and so are
 * missing credentials: the proxy adds ours.
 */
export function resultDifferences(results: readonly Result[], reading: Reading): Difference[] {
  const errors = results.filter((result) => result.type === 'error');
  const found = [
    ...errors.flatMap((result) => plainDifference(result, reading) ?? []),
    ...bodyDifferences(errors, reading),
  ];
  const key = ({ rule, facet, subject }: Difference) => JSON.stringify([rule, facet, subject]);
  return [...new Map(found.map((one) => [key(one), one])).values()];
}

/** The document has no operation that the interaction could call. */
export function removedOperation(reading: Reading): Difference {
  return completed(reading, breaking('api-removed-without-deprecation', 'operation'), {
    section: 'operation',
  });
}

/** Fills in what every difference of an interaction shares. */
export function completed(
  reading: Reading,
  told: Told,
  where: Partial<Subject> & Pick<Subject, 'section'>,
  pointer: string | null = null,
): Difference {
  const { operation, interaction } = reading;
  const path = operation ? normalisePath(operation.path) : interaction.request.path;
  return {
    args: {},
    ...told,
    direction: where.section === 'request' || where.section === 'response' ? where.section : 'none',
    subject: { method: interaction.request.method, path, location: '', ...where },
    operation: operation && nameOf(operation),
    pointer: { baseline: null, observed: pointer },
  };
}

function plainDifference(result: Result, reading: Reading): Difference | null {
  const { operation, interaction } = reading;
  const status = operation ? responseFor(operation, interaction.response.status)?.status : undefined;
  const answer = { section: 'response', status: status ?? String(interaction.response.status) } as const;
  const media = mediaOf(interaction.response.headers, interaction.response.body);
  switch (result.code) {
    case 'request.path-or-method.unknown':
      // The operation is there: a path parameter of ours does not fit, and the library does not say which.
      return completed(reading, refused('parameter'), { section: 'request', location: 'path:0' });
    case 'request.header.incompatible':
    case 'request.query.incompatible':
      return parameterDifference(result, reading);
    case 'request.content-type.incompatible': {
      const sent = mediaOf(interaction.request.headers, interaction.request.body);
      const told = breaking('request-body-media-type-removed', 'media-type');
      return completed(reading, told, { section: 'request', ...(sent ? { media: sent } : {}) });
    }
    case 'request.accept.incompatible':
    case 'response.content-type.incompatible':
    case 'response.body.unknown':
      return completed(reading, breaking('response-media-type-removed', 'media-type'), {
        ...answer,
        ...(media ? { media } : {}),
      });
    case 'response.status.unknown': {
      const success = interaction.response.status < 400;
      return completed(
        reading,
        success
          ? breaking('response-success-status-removed', 'status')
          : { ...breaking('response-non-success-status-removed', 'status'), level: 'info' },
        answer,
      );
    }
    case 'response.header.unknown':
      return completed(
        reading,
        { ...breaking('optional-response-header-removed', 'header'), level: 'warning' },
        { ...answer, location: `header:${headerName(result)}` },
      );
    case 'response.header.incompatible':
      return completed(reading, breaking('response-header-type-changed', 'type'), {
        ...answer,
        location: `header:${headerName(result)}`,
      });
    default:
      return null;
  }
}

/** A difference that its structure alone proves. */
export function breaking(rule: string, facet: Difference['facet']): Told {
  return { rule, level: 'breaking', facet, proof: 'structural' };
}

/** They would not take what we send, and no rule of the catalogue says why. */
export function refused(facet: Difference['facet']): Told {
  return { rule: 'request-refused', level: 'breaking', facet, proof: 'undecided' };
}

function headerName(result: Result): string {
  const location = result.mockDetails?.location ?? '';
  return (/\.headers\.([^.]*)/.exec(location)?.[1] ?? '').toLowerCase();
}

function nameOf({ method, path, operationId, summary }: Operation): OperationName {
  return { method, path, ...(operationId ? { operationId } : {}), ...(summary ? { summary } : {}) };
}
