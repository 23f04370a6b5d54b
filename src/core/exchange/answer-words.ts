import { isObject, type Json } from '../json.ts';

/** What an answer says of itself in words, whatever its status: none of it is about the contract. */
export type Said = 'throttled' | 'maintenance' | 'server-error' | 'credentials';

const LONGEST_TEXT = 300;
const MOST_TEXTS = 40;
const DEEPEST = 4;

/** Names under which an API writes why it does not answer. */
const TELLING =
  /^(?:errors?|err|faults?|problems?|exception|messages?|msg|detail|details|title|reasons?|cause|description|error_?(?:description|message|code|type)|code|type|status|status_?(?:text|code|message)|note|information|info|hint|warnings?|success|ok|timestamp|path|trace_?id|request_?id|documentation_url)$/i;

const CODES: readonly [Said, RegExp][] = [
  [
    'throttled',
    /^(?:(?:user_?)?rate_?limit(?:ed|_?exceeded|_?reached|_?error)|too_?many_?(?:requests|calls)|(?:daily_?)?(?:quota|limit)_?exceeded|over_?(?:query_?limit|quota)|throttl(?:ed|ing)(?:_?exception)?|(?:request_?|usage_?|call_?)limit_?(?:exceeded|reached)|slow_?down)$/i,
  ],
  ['maintenance', /^(?:(?:under|in|site|system|scheduled)_?)?maintenance(?:_?mode)?$/i],
  [
    'server-error',
    /^(?:internal_?(?:server_?)?error|server_?error|(?:service_?|temporarily_?)unavailable|bad_?gateway|gateway_?time_?out|(?:upstream|backend)_?error)$/i,
  ],
  [
    'credentials',
    /^(?:unauthori[sz]ed|unauthenticated|(?:invalid|expired|missing)_?(?:access_?|api_?)?(?:token|key|jwt|session|credentials?|signature)|(?:access_?|api_?)?(?:token|key|jwt|session|signature)_?(?:invalid|expired|revoked|missing)|auth(?:entication|orization)?_?(?:failed|required|error)|signature_?does_?not_?match|request_?time_?too_?skewed)$/i,
  ],
];

const SENTENCES: readonly [Said, RegExp][] = [
  [
    'throttled',
    /\btoo many (?:requests|calls)\b|\b(?:rate|request|call|usage|query|api|daily|hourly|monthly)s?[ -](?:(?:rate|request|call|usage|query|api)s?[ -])?(?:limit|quota)s? (?:(?:has|have|was|is|been) ){0,2}(?:exceeded|reached|exhausted|used up|hit)\b|\bquota (?:(?:has|have|was|is|been) ){0,2}(?:exceeded|exhausted|used up)\b|\b(?:exceed(?:ed|ing|s)?|reached|exhausted|used up|out of|over) (?:(?:your|the|its|our|my|a) )?(?:\w{1,20} ){0,3}(?:quota|(?:rate|request|call|usage|query)s? limits?)\b/i,
  ],
  [
    'maintenance',
    /\b(?:under|undergoing|down for|scheduled|planned|ongoing|routine|in|during) (?:\w{1,20} ){0,2}maintenance\b|\bmaintenance (?:mode|page|break|is|work)\b/i,
  ],
  [
    'server-error',
    /\binternal (?:server )?error\b|\b(?:service|server|system|api|backend|upstream|gateway)\b[^.]{0,30}\b(?:unavailable|overloaded|timed? ?out|not available|timeout)\b|\btemporarily unavailable\b|\bbad gateway\b|\bgateway time-?out\b|\bupstream connect error\b|\bno healthy upstream\b/i,
  ],
  [
    'credentials',
    /\b(?:invalid|expired|revoked) (?:(?:access|api|bearer|auth|security|session|authentication) )?(?:token|key|jwt|session|credentials?|signature)\b|\b(?:token|api key|access key|session|jwt|credentials?|signature) (?:(?:has|have|is|was|are) (?:been )?)?(?:expired|invalid|revoked|not valid|not yet current)\b/i,
  ],
];

/** Statuses that an API writes into the body of an answer that went out with another. */
const STATUSES: Record<string, Said> = {
  401: 'credentials',
  429: 'throttled',
  500: 'server-error',
  502: 'server-error',
  503: 'server-error',
  504: 'server-error',
};

/** What the error texts of an answer's body say, or null. Texts beyond a few, and long ones, are not read. */
export function saidIn(body: Json | undefined): Said | null {
  if (body === undefined) return null;
  const texts = [...tellingTexts(body)];
  for (const [said, pattern] of SENTENCES) if (texts.some(({ text }) => pattern.test(text))) return said;
  for (const [said, pattern] of CODES) if (texts.some(({ text }) => pattern.test(asCode(text)))) return said;
  const status = texts.find(
    ({ name, text }) => /^(?:error_?)?(?:status|code|status_?code)$/i.test(name) && text in STATUSES,
  );
  return status ? (STATUSES[status.text] ?? null) : null;
}

/** What a web page says in its title and first lines: `maintenance`, or null. */
export function saidOnPage(body: Json | undefined): Extract<Said, 'maintenance'> | null {
  if (typeof body !== 'string') return null;
  const start = body.slice(0, 4_000);
  const title = /<title[^>]{0,100}>([^<]{0,200})/i.exec(start)?.[1] ?? '';
  const text = start.replaceAll(/<[^<>]{0,500}>/g, ' ').replaceAll(/\s+/g, ' ');
  const told = SENTENCES.find(([said]) => said === 'maintenance')?.[1];
  return /\bmaintenance\b/i.test(title) || told?.test(text) ? 'maintenance' : null;
}

/** True for a name under which errors are told rather than data. */
export function isTelling(name: string): boolean {
  return TELLING.test(name);
}

function asCode(text: string): string {
  return text.replaceAll(/[\s.-]/g, '_');
}

function* tellingTexts(body: Json): Generator<{ name: string; text: string }> {
  const open: { name: string; value: Json; depth: number }[] = [{ name: '', value: body, depth: 0 }];
  for (let seen = 0; open.length > 0 && seen < MOST_TEXTS; seen++) {
    const { name, value, depth } = open.shift() as (typeof open)[number];
    if (typeof value === 'string' || typeof value === 'number')
      yield { name, text: String(value).slice(0, LONGEST_TEXT) };
    else if (depth >= DEEPEST) continue;
    else if (Array.isArray(value))
      open.push(...value.slice(0, 5).map((item) => ({ name, value: item, depth: depth + 1 })));
    else if (isObject(value)) {
      const names = Object.keys(value).slice(0, 20).filter(isTelling);
      open.push(...names.map((key) => ({ name: key, value: value[key] as Json, depth: depth + 1 })));
    }
  }
}
