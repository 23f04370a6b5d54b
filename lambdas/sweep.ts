import { wireSweep } from '../src/adapters/wire-sweep.ts';
import { sweepHandler } from './handlers/sweep.ts';
import { createTelemetry } from './middleware/telemetry.ts';

const telemetry = createTelemetry({ function: 'sweep', env: process.env });

/** Sends whatever is still due, measures how all partners stand, signs the day's heads. */
export const handler = sweepHandler(wireSweep(process.env, telemetry), telemetry);
