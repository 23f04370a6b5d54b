import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { RegisterPorts } from '../../src/app/register-partner.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type {
  CheckTick,
  PlannedSchedule,
  RegistrationBundle,
  RegistrationRecord,
} from '../../src/core/registration/types.ts';

/** Everything that registering leaves behind. */
export interface Registry {
  records: Map<string, RegistrationRecord>;
  files: Map<string, Record<string, string>>;
  schedules: Map<string, PlannedSchedule>;
  ticks: CheckTick[];
  /** Effects so far. */
  effects: number;
}

/** A registry in memory, and the ports to it. `crash` is called before and after each effect. */
export function openRegistry(crash: (effect: number, when: 'before' | 'after') => void = () => {}) {
  const registry: Registry = {
    records: new Map(),
    files: new Map(),
    schedules: new Map(),
    ticks: [],
    effects: 0,
  };
  const clock = { at: Date.parse('2026-11-22T08:00:00Z') };
  const effect = async <T>(act: () => T): Promise<T> => {
    const number = ++registry.effects;
    crash(number, 'before');
    const result = act();
    crash(number, 'after');
    return result;
  };
  const ports: RegisterPorts = {
    sha256,
    calendar: { kind: 'real', now: () => new Date(clock.at) },
    readBundle: async ({ files, partner }) => ({
      agreement: JSON.parse(files[`contracts/${partner}/agreement.yaml`] ?? 'null') as JsonObject,
      shared: {},
      journeys: null,
    }),
    registrations: {
      list: async () => [...registry.records.values()],
      read: async (partner) => registry.records.get(partner) ?? null,
      write: (record, instead) =>
        effect(() => {
          if ((registry.records.get(record.partner)?.hash ?? null) !== instead) return 'conflict';
          registry.records.set(record.partner, record);
          return 'written';
        }),
      remove: (partner) => effect(() => void registry.records.delete(partner)),
    },
    files: {
      put: (partner, hash, files) => effect(() => void registry.files.set(`${partner}/${hash}`, files)),
      get: async (partner, hash) => registry.files.get(`${partner}/${hash}`) ?? null,
    },
    schedules: {
      upsert: (planned) => effect(() => void registry.schedules.set(nameOf(planned), planned)),
      remove: (partner, environment) =>
        effect(() => void registry.schedules.delete(nameOf({ partner, environment }))),
    },
    queue: { send: (tick) => effect(() => void registry.ticks.push(tick)) },
  };
  return { ports, registry, clock };
}

/** A bundle whose agreement is JSON, so that it is read without YAML. */
export function bundleOf(
  agreement: JsonObject,
  more: { source?: string; baseline?: string } = {},
): RegistrationBundle {
  return {
    v: 1,
    partner: 'acme-pay',
    source: more.source ?? 'shop/integrations',
    files: {
      'contracts/acme-pay/agreement.yaml': JSON.stringify({ partner: 'acme-pay', ...agreement }),
      'openapi/acme-pay.yaml': more.baseline ?? 'openapi: 3.1.0\n',
    },
  };
}

function nameOf({ partner, environment }: Pick<PlannedSchedule, 'partner' | 'environment'>): string {
  return `${partner}--${environment ?? 'documents'}`;
}
