import { wireApi } from '../src/adapters/wire-api.ts';
import { gatewayDoor } from '../web/gateway-door.ts';
import { apiHandler } from './handlers/api.ts';
import { createTelemetry } from './middleware/telemetry.ts';

const telemetry = createTelemetry({ function: 'api', env: process.env });
const { people, loopback, ...ports } = wireApi(process.env, telemetry);

/** Answers people: how partners stand, their history, the release of notices. */
export const handler = apiHandler(
  { ...ports, log: telemetry.log },
  gatewayDoor(people, { loopback }),
  telemetry,
);
