import '../src/adapters/wire-verifier.ts';
import { wireRunCheck } from '../src/adapters/wire-run-check.ts';
import { runCheckHandler } from './handlers/run-check.ts';
import { createTelemetry } from './middleware/telemetry.ts';

const telemetry = createTelemetry({ function: 'run-check', env: process.env });

/** Checks the partners whose ticks the queue brings. */
export const handler = runCheckHandler(wireRunCheck(process.env, telemetry), telemetry);
