import type { ApiDocument, ResponseObject } from '../../core/openapi/document/types.ts';
import { sampleValue } from './schema/sample-value.ts';
import { schemasOf } from './schema/schemas.ts';

/** The headers that a documented response must carry, with values that fit their schemas. */
export function sampleHeaders(
  response: ResponseObject,
  document: ApiDocument,
  seed: string,
): Record<string, string> {
  const schemas = schemasOf(document, 'response');
  const required = response.headers.filter(
    (header) => header.required && header.name.toLowerCase() !== 'content-type',
  );
  return Object.fromEntries(
    required.map((header) => {
      const schema = header.schema ? schemas.at(header.schema.pointer) : { type: 'string' };
      const value = sampleValue(schema, {
        schemas,
        seed: `${seed} ${header.name}`,

        examples: true,
      });
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
      return [header.name.toLowerCase(), text.replace(/[^\t\x20-\x7e]/g, '')];
    }),
  );
}
