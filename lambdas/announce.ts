import { wireAnnounce } from '../src/adapters/wire-announce.ts';
import { announceHandler } from './handlers/announce.ts';
import { createTelemetry } from './middleware/telemetry.ts';

const telemetry = createTelemetry({ function: 'announce', env: process.env });

/** Sends what new entries of the ledgers make due. */
export const handler = announceHandler(wireAnnounce(process.env, telemetry), telemetry);
