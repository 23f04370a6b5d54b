import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { catchUp } from '../../src/app/catch-up.ts';
import type { LivePlan, Ports } from '../../src/app/ports.ts';
import type { LiveObservation } from '../../src/core/exchange/types.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { environmentsOf } from '../../src/local/schedule.ts';
import { setStage } from '../../src/local/story/stage.ts';

const HOUR_MS = 3_600_000;
const NEXT = openDocument(load(readFileSync('contracts/acme-pay/next.yaml', 'utf8')) as JsonObject, sha256);

/** The samples, whose partners stay as they are on the first day. */
export interface QuietWorld {
  /** Looks at every environment at each hour from `from` on, and sends what is due. */
  live(hours: { from: number; until: number }): Promise<Lived>;
  /** Looks from now on get what the real ones saw at the same hour of the first day. */
  replay(): void;
  /** How often partners were really called, replayed looks aside. */
  observed(): number;
  /** From now on looks are real again, and a partner publishes and answers its next version. */
  change(): void;
  /** Every notice of every ledger: `ours announce`. */
  notices(): Promise<string[]>;
  /** Files in the mailboxes of both sides, and webhooks that arrived. */
  delivered(): string[];
  /** `partner environment`, of everything that is looked at. */
  places: string[];
  close(): Promise<void>;
}

/** What some hours brought. */
export interface Lived {
  verdicts: Set<string>;
  looks: number;
  /** What could not be seen, of all looks. */
  unseen: number;
}

/** Sets it up: emulated partners, the real verifier, a calendar that is moved, a data folder on disk. */
export async function openQuietWorld(): Promise<QuietWorld> {
  const cwd = mkdtempSync(join(tmpdir(), 'quiet-'));
  for (const folder of ['contracts', 'openapi']) cpSync(folder, join(cwd, folder), { recursive: true });
  stayAsTheyAre(join(cwd, 'contracts'));
  forgetAnnouncements(join(cwd, 'contracts/swift-ship/agreement.yaml'));
  const recorder = createRecorder();
  const dir = join(cwd, 'data');
  const stage = await setStage({
    dir,
    cwd,
    fresh: false,
    toolVersion: '0.0.0-test',
    wrap: (ports) => recorder.around(ports),
  });
  const places = stage.agreements.flatMap((agreement) =>
    environmentsOf(agreement).map((environment) => ({ partner: agreement.partner, environment })),
  );
  return {
    places: places.map(({ partner, environment }) => `${partner} ${environment}`),
    observed: recorder.observed,
    replay: recorder.replay,
    change() {
      recorder.stop();
      stage.partners.emulator('acme-pay/production').setVersion(NEXT);
    },
    async live({ from, until }) {
      const lived: Lived = { verdicts: new Set(), looks: 0, unseen: 0 };
      for (let hour = from; hour < until; hour++) {
        const due = stage.start.getTime() + hour * HOUR_MS;
        stage.calendar.moveTo(due);
        const looks = await Promise.all(places.map((place) => stage.pipeline.check({ ...place, due })));
        for (const { look, decision } of looks) {
          lived.verdicts.add(decision.verdict);
          const { used, exercised, skipped } = look.coverage;
          lived.unseen += look.notVerified.length + used - exercised - skipped.mode;
        }
        lived.looks += looks.length;
        for (const { partner } of stage.agreements) await stage.pipeline.sweep(partner);
      }
      return lived;
    },
    async notices() {
      const states = await Promise.all(stage.agreements.map(({ partner }) => catchUp(stage.ports, partner)));
      return states.flatMap(({ notices }) =>
        Object.values(notices).map(({ due }) => `${due.side} ${due.step}`),
      );
    },
    delivered: () => filesIn(stage.mailbox),
    async close() {
      await stage.close();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}

/** Leaves of each plan what holds from the first day on; where that says nothing, the agreed document is served. */
function stayAsTheyAre(contracts: string): void {
  for (const partner of readdirSync(contracts)) {
    const file = join(contracts, partner, 'plan.yaml');
    if (!existsSync(file)) continue;
    const plan = load(readFileSync(file, 'utf8')) as Record<string, Version[] | { versions?: Version[] }>;
    const first = Object.entries(plan).flatMap(([environment, written]) => {
      const versions = (Array.isArray(written) ? written : written.versions)?.filter(
        ({ from }) => from === 0,
      );
      return versions && versions.length > 0 ? [[environment, versions] as const] : [];
    });
    if (first.length === 0) rmSync(file);
    else writeFileSync(file, dump(Object.fromEntries(first)));
  }
}

/** What is announced is told when it is first read, as it should be: no part of a quiet month. */
function forgetAnnouncements(file: string): void {
  const { announced: _, ...agreement } = load(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, dump(agreement));
}

interface Version {
  from: number | string;
}

/** Keeps what looks saw, by place and hour of the day, and gives it again. */
function createRecorder() {
  const seen = new Map<string, LiveObservation>();
  let replaying = false;
  let observed = 0;
  const keyOf = (plan: LivePlan, ports: Ports) =>
    [plan.agreement.partner, plan.environment.name, ports.calendar.now().getUTCHours()].join(' ');
  return {
    observed: () => observed,
    replay: () => {
      replaying = true;
    },
    stop: () => {
      replaying = false;
    },
    around: (ports: Ports): Ports => ({
      ...ports,
      live: {
        async observe(plan) {
          const key = keyOf(plan, ports);
          const known = replaying ? seen.get(key) : undefined;
          if (known) return structuredClone(known);
          observed++;
          const observation = await ports.live.observe(plan);
          seen.set(key, structuredClone(observation));
          return observation;
        },
      },
    }),
  };
}

function filesIn(mailbox: string): string[] {
  return readdirSync(mailbox, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(mailbox.length + 1))
    .sort();
}
