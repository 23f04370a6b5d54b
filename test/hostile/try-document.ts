import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadDocument } from '../../src/adapters/files/load-document.ts';
import { createAjvValidators } from '../../src/adapters/judge/ajv-validators.ts';
import { registerDiff } from '../../src/cli/diff.ts';
import { run } from '../../src/cli/run.ts';
import { ForewarnError } from '../../src/core/errors.ts';
import { createConformance } from '../../src/core/exchange/conform.ts';
import type { Exchange } from '../../src/core/exchange/types.ts';
import type { Json } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import type { Operation } from '../../src/core/openapi/document/types.ts';
import { createHearing } from './hearing.ts';
import type { Job, Step } from './hostile-job.ts';
import { measure } from './spent.ts';

type DocumentJob = Extract<Job, { kind: 'document' }>;

/** Compares a hostile document with a good one and with itself, and judges answers by it. */
export async function tryDocument(job: DocumentJob): Promise<Step[]> {
  return [
    await compared('compared', 'good.json', job.file, job),
    await compared('compared with itself', job.file, job.file, job),
    await judged(job),
  ];
}

async function compared(step: string, before: string, after: string, job: DocumentJob): Promise<Step> {
  const hearing = createHearing();
  let said = '';
  let exit: number | undefined;
  const spent = measure();
  const trusts = job.trusts.flatMap((origin) => ['--external-ref', origin]);
  await run(
    ['diff', before, after, '--format', 'json', ...trusts],
    {
      out: hearing.hear,
      err: (text) => {
        hearing.hear(text);
        said += text;
      },
      cwd: job.folder,
      env: {},
      colour: false,
      setExit: (code) => {
        exit = code;
      },
      signal: new AbortController().signal,
    },
    [{ name: 'diff', summary: '', load: async () => registerDiff }],
  );
  return { step, ...spent(), exit: exit ?? 0, err: said, readUsers: hearing.readUsers() };
}

/** Operations that are judged by. */
const MOST = 5;

async function judged({ folder, file }: DocumentJob): Promise<Step> {
  const spent = measure();
  const hearing = createHearing();
  let err = '';
  try {
    const raw = await loadDocument(file, { cwd: folder, fetchText: refused });
    const document = openDocument(raw, sha256, { unknown: 'kept' });
    const conformance = createConformance(document, createAjvValidators(document));
    for (const operation of [...document.operations.values()].slice(0, MOST)) {
      for (const body of BODIES) {
        const { response, undecided } = conformance.conform(answered(operation, body));
        hearing.hear(JSON.stringify({ response, undecided }));
      }
    }
  } catch (error) {
    if (!(error instanceof ForewarnError)) throw error;
    err = error.message;
    hearing.hear(err);
  }
  return { step: 'judged by', ...spent(), exit: 0, err, readUsers: hearing.readUsers() };
}

async function refused(): Promise<string> {
  throw new ForewarnError('input', 'nothing is fetched here');
}

function deep(levels: number): Json {
  let value: Json = 'a';
  for (let at = 0; at < levels; at++) value = { a: value, left: value };
  return value;
}

const LONG = `${'a'.repeat(50_000)}!`;

/** Answers that make a hostile document work hard. */
const BODIES: readonly Json[] = [
  LONG,
  { id: LONG, size: 1e300, p0: LONG, p1: 3, p0x0: 1 },
  { id: 0.1, size: Array.from({ length: 3_000 }, (_, at) => ({ at })), root: { left: {}, right: {} } },
  deep(12),
  [[[[[['a']]]]]],
];

function answered({ method, path }: Operation, body: Json): Exchange {
  return {
    id: 0,
    purpose: 'interaction',
    interaction: 0,
    use: null,
    request: {
      method,
      path: path.slice(0, 4_000).replaceAll(/\{[^{}]*\}/g, 'x1'),
      query: 'q=1',
      headers: {},
    },
    response: { status: 200, headers: {}, media: 'application/json', body, unreadable: false },
    failure: null,
    ms: 1,
  };
}
