/**
 * Forewarn as a library: what changed between two OpenAPI documents, and what of it touches you.
 *
 * @module
 */
export type { Difference, Level, OperationName, Proof, Witness } from './core/drift/difference.ts';
export type { Affected, Effect } from './core/drift/finding.ts';
export { type ErrorCode, ForewarnError, type Place } from './core/errors.ts';
export type { Json, JsonObject } from './core/json.ts';
export type { DiffPolicy, Stability } from './core/openapi/diff/policy.ts';
export type { PolicyNote } from './core/policy/types.ts';
export type { Report, ReportFinding, ReportRow, RowOperation } from './core/report/types.ts';
export { diffSpecs, type SpecsDiff } from './library/diff-specs.ts';
export type { DiffSpecsOptions, Ignored, ScopedSeverity, Used } from './library/options.ts';
