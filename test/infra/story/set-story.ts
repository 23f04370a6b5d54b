import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../../src/adapters/files/load-agreements.ts';
import { startWebhookReceiver } from '../../../src/local/webhook-receiver.ts';
import { runCli } from '../../cli/run-cli.ts';
import { enrol } from '../stand-ins/principals.ts';
import { REGION } from '../stand-ins/start-stand-in.ts';
import { type DeployedForewarn, deployForewarn, PEOPLE } from './deploy-forewarn.ts';
import { type StagedPartners, stagePartners } from './stage-partners.ts';
import { createStoryRepository, ROOT, STORY_PARTNERS } from './story-repository.ts';

const DAY_MS = 86_400_000;
/** Midnight of day 0, and when partners are looked at. */
const START = Date.parse('2026-11-02T00:00:00.000Z');
const LOOK_AT_MS = 6 * 3_600_000;
const WEBHOOK = 'https://hooks.acme-pay.example/forewarn';

/** The samples' story on a deployed Forewarn: emulated partners, a repository, and a calendar that the test moves. */
export interface Story extends DeployedForewarn {
  partners: StagedPartners;
  repository: string;
  /** Runs `forewarn register` there as somebody with AWS credentials. */
  register(...args: string[]): ReturnType<typeof runCli>;
  /** Calls the API as a person; a body makes it a POST. */
  asPerson(path: string, body?: object): Promise<Response>;
  /** Moves the calendar and the partners to a day's look, and ticks: nothing is worked on yet. */
  dawn(day: number): void;
  /** One day: ticks, checks, wake-ups, one sweep by the timer. */
  live(day: number): Promise<void>;
  /** Folder in which the partner's webhook keeps each notice once. */
  received: string;
  /** Ids of the notices that the partner's webhook got. */
  webhooks(): string[];
}

/** Deploys, starts the partners, and puts their secrets where the functions look for them. Nothing is registered yet. */
export async function setStory(): Promise<Story> {
  const forewarn = await deployForewarn(new Date(START + LOOK_AT_MS).toISOString());
  const { account, front, tokens } = forewarn;
  const { clock, holdings } = account;
  const samples = loadAgreements({ cwd: ROOT, sha256 }).agreements;
  const agreements = samples.filter(({ partner }) => STORY_PARTNERS.includes(partner));
  const partners = await stagePartners(agreements, new Date(START), clock);
  const received = join(forewarn.folder, 'webhooks');
  const secret = partners.secrets.get('acme-pay/webhook') ?? '';
  const receiver = await startWebhookReceiver({ dir: received, secrets: [secret] });
  for (const [name, value] of partners.secrets) holdings.parameters.set(`/forewarn/${name}`, value);
  const leads = new Map([[WEBHOOK, receiver.url]]);
  for (const { partner, environments } of agreements)
    for (const { name, url } of environments) leads.set(url, partners.urls.get(`${partner}/${name}`) ?? '');
  const repository = createStoryRepository(leads);
  const engineer = enrol(account.principals, 'engineer', { session: false });
  const story: Story = {
    ...forewarn,
    partners,
    repository,
    received,
    register: (...args) =>
      runCli(['register', '--url', front.url, '--source', 'shop/integrations', ...args], {
        cwd: repository,
        env: {
          AWS_ACCESS_KEY_ID: engineer.accessKeyId,
          AWS_SECRET_ACCESS_KEY: engineer.secretAccessKey,
          AWS_REGION: REGION,
        },
      }),
    asPerson(path, body) {
      const claims = {
        iss: PEOPLE.issuer,
        aud: PEOPLE.audience[0] ?? '',
        sub: 'ada',
        email: 'ada@shop.example',
      };
      const headers = { authorization: `Bearer ${tokens.issue(claims, clock.now())}` };
      if (!body) return fetch(`${front.url}${path}`, { headers });
      const sent = { ...headers, 'content-type': 'application/json' };
      return fetch(`${front.url}${path}`, { method: 'POST', headers: sent, body: JSON.stringify(body) });
    },
    dawn(day) {
      clock.moveTo(START + day * DAY_MS + LOOK_AT_MS);
      partners.advance();
      forewarn.schedules.tick();
    },
    async live(day) {
      story.dawn(day);
      await forewarn.settle();
      for (const rule of forewarn.rules) await rule.fire();
      await forewarn.settle();
    },
    webhooks: () => readdirSync(received).map((file) => file.replace(/\.json$/, '')),
    async close() {
      await forewarn.close();
      await Promise.all([partners.close(), receiver.close()]);
      rmSync(repository, { recursive: true, force: true });
    },
  };
  return story;
}
