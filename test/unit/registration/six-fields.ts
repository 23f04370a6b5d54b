/** Wall-clock parts of an instant in a time zone. */
interface Wall {
  minute: number;
  hour: number;
  day: number;
  month: number;
  /** 1 is Sunday, as EventBridge Scheduler counts. */
  weekday: number;
}

const NAMES: Record<string, number> = {
  SUN: 1,
  MON: 2,
  TUE: 3,
  WED: 4,
  THU: 5,
  FRI: 6,
  SAT: 7,
};

/** Whether an instant is a tick of `cron(minute hour day month weekday year)`, read as Scheduler documents it. */
export function isTick(expression: string, at: Wall): boolean {
  const fields = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) \*\)$/.exec(expression)?.slice(1);
  if (!fields) throw new Error(`not six fields: ${expression}`);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if ((day === '?') === (weekday === '?')) throw new Error(`one of the day fields must be ?: ${expression}`);
  return (
    holds(minute, at.minute, [0, 59]) &&
    holds(hour, at.hour, [0, 23]) &&
    holds(day, at.day, [1, 31]) &&
    holds(month, at.month, [1, 12]) &&
    holds(weekday, at.weekday, [1, 7])
  );
}

/** The wall clock of a time zone. */
export function wallIn(timezone: string): (instant: number) => Wall {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    minute: 'numeric',
    hour: 'numeric',
    day: 'numeric',
    month: 'numeric',
    weekday: 'short',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
    return {
      minute: part('minute'),
      hour: part('hour'),
      day: part('day'),
      month: part('month'),
      weekday: NAMES[(parts.get('weekday') ?? '').toUpperCase()] ?? 0,
    };
  };
}

function holds(field: string, value: number, [least, most]: [number, number]): boolean {
  if (field === '*' || field === '?') return true;
  return field.split(',').some((part) => {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [from = Number.NaN, to] =
      range === '*' ? [least, most] : range.split('-').map((end) => NAMES[end] ?? Number(end));
    if (Number.isNaN(from)) throw new Error(`not a number: ${part}`);
    const last = to ?? (step === undefined ? from : most);
    return value >= from && value <= last && (value - from) % Number(step ?? 1) === 0;
  });
}
