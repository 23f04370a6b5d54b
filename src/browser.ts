/**
 * Forewarn for browsers and workers: the same functions and types, built with everything they need inside, without
 * Node and without generating code (it runs under a content security policy that forbids `unsafe-eval`).
 *
 * @module
 */
export * from './index.ts';
