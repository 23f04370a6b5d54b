import type { WorldClock } from '../clock.ts';
import { type Answer, jsonAnswer } from '../protocol.ts';
import { Refusal, requireValid } from '../refusal.ts';
import { ACCOUNT, type Call, REGION, type Service } from '../start-stand-in.ts';
import { readSchedule, type Schedule } from './schedule.ts';

/** What the service holds. */
export interface Scheduled {
  groups: Set<string>;
  /** By `group/name`. */
  schedules: Map<string, Schedule>;
  /** Roles that the service may take on, by ARN. */
  roles: Set<string>;
}

const PATH = /^\/schedules(?:\/([^/]+))?$/;
const VERBS: Record<string, string> = {
  POST: 'CreateSchedule',
  PUT: 'UpdateSchedule',
  GET: 'GetSchedule',
  DELETE: 'DeleteSchedule',
};

/** EventBridge Scheduler: schedules in groups, with client tokens. It ticks by `event-sources/schedule-source.ts`. */
export function schedulerService(held: Scheduled, clock: WorldClock): Service {
  const tokens = new Map<string, string>();
  return {
    name: 'scheduler',
    protocol: 'rest-json',
    throttled: new Refusal('ThrottlingException', 'Rate exceeded', 429),
    failed: new Refusal('InternalServerException', 'An internal error occurred.', 500),
    denied: new Refusal('AccessDeniedException', '', 403),
    operationOf({ method, path }) {
      const [found, name] = PATH.exec(path) ?? [];
      if (found === undefined) return `${method} ${path}`;
      return name === undefined ? 'ListSchedules' : (VERBS[method] ?? method);
    },
    handle(call) {
      const name = decodeURIComponent(PATH.exec(call.path)?.[1] ?? '');
      const asked = call.body.length > 0 ? (JSON.parse(call.body.toString()) as Record<string, unknown>) : {};
      const group = String(
        asked.GroupName ?? call.query.get('groupName') ?? call.query.get('ScheduleGroup') ?? 'default',
      );
      if (!held.groups.has(group))
        throw new Refusal('ResourceNotFoundException', `Schedule group ${group} does not exist.`, 404);
      const arn = `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/${group}/${call.operation === 'ListSchedules' ? '*' : name}`;
      call.authorise(`scheduler:${call.operation}`, arn);
      const token = String(asked.ClientToken ?? call.query.get('clientToken') ?? '');
      const work = () => answer({ call, held, clock, asked, key: `${group}/${name}`, name, group, arn });
      if (token === '') return work();
      const known = tokens.get(token);
      const sent = `${call.operation} ${call.path} ${call.body.toString()}`;
      if (known === sent && call.operation !== 'GetSchedule')
        return jsonAnswer('rest-json', { ScheduleArn: arn });
      if (known !== undefined)
        throw new Refusal('ConflictException', 'The client token was used for another request.', 409);
      const given = work();
      tokens.set(token, sent);
      return given;
    },
  };
}

interface Work {
  call: Call;
  held: Scheduled;
  clock: WorldClock;
  asked: Record<string, unknown>;
  key: string;
  name: string;
  group: string;
  arn: string;
}

function answer({ call, held, clock, asked, key, name, group, arn }: Work): Answer {
  const there = held.schedules.get(key);
  const gone = () => new Refusal('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
  switch (call.operation) {
    case 'CreateSchedule': {
      if (there) throw new Refusal('ConflictException', `Schedule ${name} already exists.`, 409);
      held.schedules.set(key, taken(call, held, readSchedule(name, asked, clock.now())));
      return jsonAnswer('rest-json', { ScheduleArn: arn });
    }
    case 'UpdateSchedule': {
      if (!there) throw gone();
      const { created, ticked } = there;
      held.schedules.set(key, {
        ...taken(call, held, readSchedule(name, asked, clock.now())),
        created,
        ticked,
      });
      return jsonAnswer('rest-json', { ScheduleArn: arn });
    }
    case 'DeleteSchedule':
      if (!held.schedules.delete(key)) throw gone();
      return jsonAnswer('rest-json', {});
    case 'GetSchedule': {
      if (!there) throw gone();
      const { name: Name, created, changed, ticked: _ticked, ...rest } = there;
      return jsonAnswer('rest-json', {
        Arn: arn,
        Name,
        ...rest,
        CreationDate: created / 1000,
        LastModificationDate: changed / 1000,
      });
    }
    case 'ListSchedules': {
      const names = [...held.schedules.keys()].filter((one) => one.startsWith(`${group}/`));
      const Schedules = names.map((one) => ({ GroupName: group, Name: one.slice(group.length + 1) }));
      return jsonAnswer('rest-json', { Schedules });
    }
    default:
      throw new Refusal('UnknownOperationException', call.operation, 404);
  }
}

/** The caller passes the role on, and the service must be able to take it on. */
function taken(call: Call, held: Scheduled, schedule: Schedule): Schedule {
  const { RoleArn } = schedule.Target;
  call.authorise('iam:PassRole', RoleArn, { 'iam:PassedToService': ['scheduler.amazonaws.com'] });
  requireValid(
    held.roles.has(RoleArn),
    'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
  );
  return schedule;
}
