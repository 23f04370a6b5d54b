import type { Ports, StoredEntry } from '../../src/app/ports.ts';
import { parseEntry } from '../../src/core/ledger/parse-entry.ts';
import type { CrashEvent, Doing } from './events.ts';

/** The same effects, each of which tells when it begins and when it has happened. */
export function watchPorts(ports: Ports, tell: (event: CrashEvent) => Promise<void>): Ports {
  const around = async <Result>(
    doing: Doing,
    partner: string,
    work: () => Promise<Result>,
    more: (result: Result) => Partial<CrashEvent> = () => ({}),
    notice: Partial<CrashEvent> = {},
  ): Promise<Result> => {
    await tell({ when: 'before', doing, partner, ...notice });
    const result = await work();
    await tell({ when: 'after', doing, partner, ...notice, ...more(result) });
    return result;
  };
  const { ledger, projections, runs, evidence, live, mailer } = ports;
  return {
    ...ports,
    live: { observe: (plan) => around('look', plan.agreement.partner, () => live.observe(plan)) },
    evidence: {
      ...evidence,
      put: (partner, payload) => around('evidence', partner, () => evidence.put(partner, payload)),
    },
    ledger: {
      ...ledger,
      append: (partner, entry) =>
        around(
          'append',
          partner,
          () => ledger.append(partner, entry),
          (outcome) => (outcome === 'appended' ? { entry: told(entry) } : {}),
        ),
    },
    projections: {
      ...projections,
      write: (state) => around('projection', state.partner, () => projections.write(state)),
    },
    runs: { ...runs, record: (run) => around('run', run.partner, () => runs.record(run)) },
    mailer: {
      send: (notice) =>
        around(
          'send',
          notice.partner,
          () => mailer.send(notice),
          () => ({}),
          { notice: notice.id },
        ),
    },
  };
}

function told(entry: StoredEntry): NonNullable<CrashEvent['entry']> {
  const { notices, transitions } = parseEntry(entry);
  return {
    seq: entry.seq,
    hash: entry.hash,
    owes: notices.some(({ held }) => !held) || transitions.some(({ type }) => type === 'released'),
    records: transitions.flatMap((one) =>
      one.type === 'attempted' && one.outcome === 'sent' ? [one.notice] : [],
    ),
  };
}
