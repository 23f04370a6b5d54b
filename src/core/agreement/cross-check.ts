import { OUR_SIDE } from './our-side.ts';
import type { Problem } from './problem.ts';
import type { Surroundings } from './read-agreement.ts';
import type { Agreement } from './types.ts';
import { isUrl } from './values.ts';
import type { WrittenAgreement } from './written.ts';

/** What only shows when an agreement is read as a whole, beside its folder: all of it, as problems. */
export function checkAgainstItself(
  written: WrittenAgreement,
  agreement: Agreement,
  around: Surroundings,
): Problem[] {
  const misplaced = [...folder(agreement, around)];
  if (misplaced.length > 0) return misplaced;
  return [
    ...baseline(written, agreement, around),
    ...files(written, agreement, around),
    ...aheadOf(agreement),
    ...oursIsTaken(agreement),
    ...authSecrets(written, agreement),
    ...brokerSecret(written, agreement),
    ...timezone(written),
  ];
}

function* folder(agreement: Agreement, around: Surroundings): Iterable<Problem> {
  if (agreement.partner !== around.folder)
    yield { path: ['partner'], message: `must equal its folder, \`${around.folder}\`` };
}

function* baseline(written: WrittenAgreement, agreement: Agreement, around: Surroundings): Iterable<Problem> {
  if (around.has(agreement.openapi.baseline)) return;
  const named = typeof written.openapi === 'object' && written.openapi.baseline !== undefined;
  const name = named ? written.openapi : undefined;
  const file = typeof name === 'object' ? name.baseline : `../../openapi/${agreement.partner}.yaml`;
  const from = agreement.openapi.published ?? 'URL|FILE';
  yield {
    path: named ? ['openapi', 'baseline'] : written.openapi === undefined ? ['partner'] : ['openapi'],
    message: `the baseline \`${file}\` is not there; agree on a document and keep it there (\`forewarn init ${isUrl(from) ? from : 'URL|FILE'} --partner ${agreement.partner}\` writes one)`,
  };
}

function* files(written: WrittenAgreement, agreement: Agreement, around: Surroundings): Iterable<Problem> {
  for (const [index, pattern] of (written.pacts ?? []).entries())
    if (!around.has(around.resolve(pattern)))
      yield { path: ['pacts', index], message: `no file matches \`${pattern}\`` };
  if (written.states !== undefined && agreement.states && !around.has(agreement.states))
    yield { path: ['states'], message: `there is no file \`${written.states}\`` };
  const { published } = agreement.openapi;
  if (published && !isUrl(published) && !around.has(published))
    yield {
      path: typeof written.openapi === 'string' ? ['openapi'] : ['openapi', 'published'],
      message: 'there is no such file',
    };
  for (const environment of agreement.environments)
    if (environment.published && !isUrl(environment.published) && !around.has(environment.published))
      yield { path: ['environments', environment.name, 'published'], message: 'there is no such file' };
}

function* aheadOf(agreement: Agreement): Iterable<Problem> {
  const next = new Map(agreement.environments.map((one) => [one.name, one.aheadOf]));
  for (const { name, aheadOf: target } of agreement.environments) {
    if (target === null) continue;
    const path = ['environments', name, 'ahead-of'];
    if (!next.has(target)) {
      const allowed = [...next.keys()].filter((other) => other !== name);
      yield {
        path,
        message: `there is no other environment \`${target}\``,
        ...(allowed.length > 0 ? { allowed } : {}),
      };
      continue;
    }
    if (reaches(name, target, next))
      yield { path, message: 'environments must not be ahead of each other in a circle' };
  }
}

function reaches(name: string, from: string, next: Map<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at: string | null = from; at !== null && !seen.has(at); at = next.get(at) ?? null) {
    if (at === name) return true;
    seen.add(at);
  }
  return false;
}

/** A partner's credentials live under the partner's own name, so that none can be sent to another. */
function* authSecrets(written: WrittenAgreement, agreement: Agreement): Iterable<Problem> {
  for (const [name, value] of Object.entries(written.environments ?? {})) {
    if (typeof value === 'string') continue;
    const certificate = value['client-certificate'];
    const ways = Object.entries(value.auth ?? {}).map(([way, detail]) => [['auth', way], detail] as const);
    for (const [at, detail] of [...ways, [['client-certificate'], certificate] as const]) {
      const secret = typeof detail === 'string' ? detail : detail?.secret;
      if (secret === undefined || secret.startsWith(`${agreement.partner}/`)) continue;
      const path = ['environments', name, ...at, ...(typeof detail === 'string' ? [] : ['secret'])];
      yield { path, message: `may name only secrets under \`${agreement.partner}/\`` };
    }
  }
}

function* oursIsTaken({ ours, environments }: Agreement): Iterable<Problem> {
  if (ours && environments.some(({ name }) => name === OUR_SIDE))
    yield { path: ['environments', OUR_SIDE], message: 'is the name of the look at our own API' };
}

/** A broker may be shared by partners; still it is sent no other partner's credentials. */
function* brokerSecret({ broker }: WrittenAgreement, { partner }: Agreement): Iterable<Problem> {
  for (const way of ['bearer', 'basic'] as const) {
    const secret = broker?.auth?.[way]?.secret;
    if (secret === undefined || /^broker\//.test(secret) || secret.startsWith(`${partner}/`)) continue;
    const message = `may name only secrets under \`broker/\` or \`${partner}/\``;
    yield { path: ['broker', 'auth', way, 'secret'], message };
  }
}

function* timezone(written: WrittenAgreement): Iterable<Problem> {
  const zone = written.schedule?.timezone;
  if (zone === undefined) return;
  if (written.schedule?.cron === undefined)
    yield { path: ['schedule', 'timezone'], message: 'goes with `cron` only' };
  else if (!isTimezone(zone))
    yield { path: ['schedule', 'timezone'], message: 'must be a time zone like `Europe/Paris`' };
}

function isTimezone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
