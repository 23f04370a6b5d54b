import type { Level } from '../../../drift/difference.ts';
import type { Facet } from '../../../drift/facet.ts';
import { rulesOf } from './facet-row.ts';
import { FACET_ROWS } from './facet-rows.ts';
import { LIFECYCLE_ROWS } from './lifecycle-rows.ts';
import { LIVE_ROWS } from './live-rows.ts';
import { OPERATION_ROWS } from './operation-rows.ts';
import { SCHEMA_ROWS } from './schema-rows.ts';
import { WIRE_ROWS } from './wire-rows.ts';

/** Where in a document a rule looks. The part before the first dash gives the direction. */
export type Site =
  | 'document'
  | 'operation'
  | 'request-body'
  | 'request-property'
  | 'request-parameter'
  | 'request-parameter-property'
  | 'request-header-property'
  | 'response-body'
  | 'response-property'
  | 'response-header';

/** `[id, level, site, facet, change]`. */
export type RuleRow = readonly [string, Level, Site, Facet, string];

const NAMED = [...OPERATION_ROWS, ...LIFECYCLE_ROWS, ...WIRE_ROWS, ...SCHEMA_ROWS, ...LIVE_ROWS] as const;

/**
 * Every rule, once: its id, the catalogue's level, and the cell of the facet x site table that it fills.
 * Ids and levels that oasdiff has are oasdiff's. No two rows have the same site, facet and change.
 */
export const ROWS: readonly RuleRow[] = [...NAMED, ...rulesOf(FACET_ROWS)];

/** Facet and change of a rule, `max-length.set`: what its sentence is chosen by. */
export type ChangeKey = KeyOf<(typeof NAMED)[number]> | KeyOfFacet<(typeof FACET_ROWS)[number]>;

type KeyOf<Row> = Row extends readonly [string, Level, Site, infer F extends Facet, infer C extends string]
  ? `${F}.${C}`
  : never;

type KeyOfFacet<Row> = Row extends readonly [infer F extends Facet, infer C extends string, string, string]
  ? `${F}.${C}`
  : never;
