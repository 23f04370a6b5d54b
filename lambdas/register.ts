import { wireRegister } from '../src/adapters/wire-register.ts';
import { readRegistrars } from '../web/registrars.ts';
import { registerHandler } from './handlers/register.ts';
import { createTelemetry } from './middleware/telemetry.ts';

const telemetry = createTelemetry({ function: 'register', env: process.env });
const { registrars, ...ports } = wireRegister(process.env, telemetry);

/** Registers partners, and takes them away, for tools that may. */
export const handler = registerHandler(ports, readRegistrars(registrars), telemetry);
