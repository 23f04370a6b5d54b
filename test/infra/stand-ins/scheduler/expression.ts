import { Cron } from 'croner';
import { requireValid } from '../refusal.ts';

/** When a schedule ticks. */
export interface Ticking {
  /** The first tick after an instant (exclusive), in ms since 1970; infinity: never again. */
  next(after: number): number;
}

const UNIT_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const FIELD = String.raw`[0-9A-Z,\-*/?LW#]+`;
const CRON = new RegExp(`^cron\\((${FIELD}) (${FIELD}) (${FIELD}) (${FIELD}) (${FIELD}) (${FIELD})\\)$`);
const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const AT = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/;

/**
 * Reads a schedule expression of EventBridge: `at(...)`, `rate(...)` counted from `created`, or `cron(...)` of six fields
 * (minutes, hours, day of month, month, day of week from 1 = Sunday, year).
 *
 * @throws Refusal `ValidationException` for anything else.
 */
export function readExpression(expression: string, timezone: string, created: number): Ticking {
  const invalid = `Invalid Schedule Expression ${expression}.`;
  const at = AT.exec(expression);
  if (at) return once(Date.parse(`${at[1]}Z`));
  const rate = RATE.exec(expression);
  if (rate) {
    const every = Number(rate[1]) * UNIT_MS[rate[2] as keyof typeof UNIT_MS];
    requireValid(every > 0, invalid);
    return {
      next: (after) =>
        after < created ? created : created + (Math.floor((after - created) / every) + 1) * every,
    };
  }
  const [, minutes, hours, day, month, weekday, year] = CRON.exec(expression) ?? [];
  requireValid(minutes !== undefined, invalid);
  // Exactly one of the two says which day; the other one is a question mark.
  requireValid((day === '?') !== (weekday === '?'), invalid);
  try {
    const cron = new Cron(`0 ${minutes} ${hours} ${day} ${month} ${weekday} ${year}`, {
      timezone,
      mode: '7-part',
      alternativeWeekdays: true,
    });
    return { next: (after) => cron.nextRun(new Date(after))?.getTime() ?? Number.POSITIVE_INFINITY };
  } catch {
    requireValid(false, invalid);
  }
}

function once(instant: number): Ticking {
  return { next: (after) => (after < instant ? instant : Number.POSITIVE_INFINITY) };
}
