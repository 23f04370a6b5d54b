import { messageOf } from '../core/report/messages/messages.ts';
import type { Metrics } from './metrics.ts';
import { type OpenedRegistration, openRegistration } from './registered-partner.ts';
import type { RegistrationStore } from './registry-ports.ts';
import { type SweepPorts, type Swept, sweep } from './sweep.ts';

/** What sweeping a registered partner needs. */
export interface RegisteredSweepPorts extends SweepPorts {
  registrations: Pick<RegistrationStore, 'read'>;
  metrics: Metrics;
}

/**
 * Sends what is due for one registered partner, and counts it. Null for a partner that nobody registered any more:
 * nobody is told anything then.
 *
 * @throws ForewarnError `storage` where the ledger fails, `config` where the record's contract cannot be read.
 */
export async function sweepRegistered(
  ports: RegisteredSweepPorts,
  partner: string,
): Promise<(OpenedRegistration & Swept) | null> {
  const opened = await openRegistration(ports, partner);
  if (!opened) return null;
  const { agreement, journeys } = opened;
  const swept = await sweep(ports, { agreement, journeys, messageOf });
  ports.metrics.add('NoticesSent', swept.sent.length);
  ports.metrics.add('NoticesFailed', swept.failed.length);
  if (swept.sent.length + swept.failed.length > 0)
    ports.log.info('swept', { partner, sent: swept.sent.length, failed: swept.failed.length });
  return { ...opened, ...swept };
}
