import { type Context, Hono } from 'hono';
import { type RegisterPorts, registerPartner } from '../src/app/register-partner.ts';
import { unregisterPartner } from '../src/app/unregister-partner.ts';
import { ForewarnError } from '../src/core/errors.ts';
import { parseBundle, sourceName } from '../src/core/registration/parse-bundle.ts';
import type { RegistrationChange, RegistrationSummary } from '../src/core/registration/types.ts';
import { answerError, refuse } from './answer-error.ts';
import { bundleText } from './bundle-text.ts';
import { gatewayContext } from './gateway-door.ts';
import { protect } from './guard.ts';
import { type Caller, type Registrars, registrarOf } from './registrars.ts';

/** A caller that may register. */
type Admitted = Extract<Caller, { by: string }>;

/** Registered partners by name. */
export interface RegistrationsAnswer {
  registrations: RegistrationSummary[];
  /** Ask again with `after` of this; null: there are no more. */
  next: string | null;
}

/** Most characters of one answer: a function answers 6 MB at most. */
const MOST_CHARACTERS = 4_000_000;

/**
 * The API for tools that register partners: below `/aws` for callers that AWS knows (IAM), below `/ci` for jobs that
 * carry a token of their CI, if `registrars` names them.
 */
export function createRegistrationApi(
  ports: RegisterPorts,
  registrars: Registrars | null,
  fault: (error: unknown) => void,
): Hono {
  const app = new Hono();
  app.use(protect);
  for (const door of ['aws', 'ci'] as const) {
    const callerOf = (context: Context): Caller => registrarOf(gatewayContext(context), door, registrars);
    const under = `/${door}/v1/registrations`;
    const admitted =
      (work: (context: Context, caller: Admitted) => Promise<Response>) => async (context: Context) => {
        const caller = callerOf(context);
        if (caller.by !== null) return work(context, caller);
        return caller.why === 'unknown'
          ? refuse(context, 401, 'unauthorized', 'The request comes without an identity.')
          : refuse(
              context,
              403,
              'forbidden',
              'This identity may not register.',
              'name it in `registrars` of the deployment',
            );
      };
    app.get(
      under,
      admitted(async (context) => context.json(await listed(ports, context.req.query('after') ?? ''))),
    );
    app.put(
      `${under}/:partner`,
      admitted((context, caller) => registered(ports, context, caller)),
    );
    app.delete(
      `${under}/:partner`,
      admitted((context, caller) => unregistered(ports, context, caller)),
    );
  }
  app.notFound((context) => refuse(context, 404, 'not-found', 'There is no such resource.'));
  app.onError((error, context) => answerError(context, error, fault));
  return app;
}

async function listed(ports: RegisterPorts, after: string): Promise<RegistrationsAnswer> {
  const all = (await ports.registrations.list()).filter(({ partner }) => partner > after);
  const registrations: RegistrationSummary[] = [];
  let characters = 0;
  for (const { v, partner, hash, source, at, by, files, schedules } of all.toSorted(byName)) {
    const one = { v, partner, hash, source, at, by, files, schedules };
    characters += JSON.stringify(one).length;
    if (registrations.length > 0 && characters > MOST_CHARACTERS)
      return { registrations, next: registrations.at(-1)?.partner ?? null };
    registrations.push(one);
  }
  return { registrations, next: null };
}

function byName(a: RegistrationSummary, b: RegistrationSummary): number {
  return a.partner < b.partner ? -1 : 1;
}

async function registered(ports: RegisterPorts, context: Context, caller: Admitted): Promise<Response> {
  const encoding = context.req.header('content-encoding');
  const bundle = parseBundle(bundleText(new Uint8Array(await context.req.arrayBuffer()), encoding));
  if (bundle.partner !== context.req.param('partner'))
    throw new ForewarnError('input', 'the bundle is of another partner than the address says');
  const mode = modeOf(context);
  if (!speaksFor(caller, bundle.source, mode)) return notTheirs(context);
  return told(context, await registerPartner(ports, { bundle, by: caller.by, ...mode }));
}

async function unregistered(ports: RegisterPorts, context: Context, caller: Admitted): Promise<Response> {
  const source = sourceName.safeParse(context.req.query('source')).data;
  if (source === undefined)
    throw new ForewarnError('usage', '`source` must name the repository that registered it');
  const partner = context.req.param('partner') ?? '';
  const mode = modeOf(context);
  if (!speaksFor(caller, source, mode)) return notTheirs(context);
  return told(context, await unregisterPartner(ports, { partner, source, ...mode }));
}

/** A job speaks for its own repository alone, and takes nothing from another. */
function speaksFor(caller: Admitted, source: string, { takeOver }: { takeOver: boolean }): boolean {
  return caller.source === null || (caller.source === source && !takeOver);
}

function notTheirs(context: Context): Response {
  return refuse(
    context,
    403,
    'forbidden',
    'A job registers for its own repository alone, and takes over nothing.',
    'use AWS credentials for what concerns several repositories',
  );
}

function modeOf(context: Context): { dryRun: boolean; takeOver: boolean } {
  return {
    dryRun: context.req.query('dry-run') === 'true',
    takeOver: context.req.query('take-over') === 'true',
  };
}

/** A partner of another source is left alone, which is no success. */
function told(context: Context, change: RegistrationChange): Response {
  return context.json(change, change.kind === 'foreign' ? 409 : 200);
}
