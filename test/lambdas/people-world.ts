import { apiHandler } from '../../lambdas/handlers/api.ts';
import { appendLook } from '../../src/app/append-entry.ts';
import { openRegistration } from '../../src/app/registered-partner.ts';
import type { Door } from '../../web/door.ts';
import { gatewayDoor } from '../../web/gateway-door.ts';
import { aFinding, aLook, anOutage } from '../unit/lifecycle/look-fixture.ts';
import { openDeployedWorld } from './deployed-world.ts';
import { type Asked, requestEvent } from './http-request.ts';
import { contextOf } from './invocation.ts';

/** A deployment with one partner, whose change ACME-PAY-1 waits for a release, and what people see of it. */
export async function openPeopleWorld(on: { door?: Door } = {}) {
  const world = openDeployedWorld();
  await world.register(
    'acme-pay',
    `environments: { sandbox: https://sandbox.example, production: https://api.example }
contacts:
  ours: [{ email: payments@shop.example }]
  theirs: [{ email: api@partner.example }]
`,
  );
  const opened = await openRegistration(world.sending, 'acme-pay');
  const { agreement } = opened as NonNullable<typeof opened>;
  const by = { kind: 'schedule', id: 'test' } as const;
  const shipped = aFinding('amount', { source: 'documents', cell: 'shipped' });
  await appendLook(world.sending, { look: aLook(0, [shipped]), agreement, by });
  await appendLook(world.sending, { look: anOutage(0, { environment: 'production' }), agreement, by });
  const door = on.door ?? gatewayDoor('jwt', { loopback: false });
  const newProcess = (other = gatewayDoor('jwt', { loopback: false }), more = {}) => {
    const handler = apiHandler({ ...world.sending, ...world.sweeping, ...more }, other, world.telemetry);
    return (asked: Asked) => handler(requestEvent(asked), contextOf());
  };
  const entries = async () => {
    const bodies: { by: { kind: string; id: string }; transitions: { type: string }[] }[] = [];
    for await (const { body } of world.stores.ledger.entries('acme-pay')) bodies.push(JSON.parse(body));
    return bodies;
  };
  return { ...world, ask: newProcess(door), newProcess, entries };
}
