import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
  ValidationException,
} from '@aws-sdk/client-scheduler';
import type { Schedules } from '../../app/registry-ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import { serviceFault } from '../aws-fault.ts';
import { type ScheduleTarget, scheduleInput } from './schedule-input.ts';
import { scheduleName } from './schedule-name.ts';

/** How often making and changing take turns where somebody else makes and removes the same schedule. */
const TURNS = 3;

/**
 * The schedules in EventBridge Scheduler, all in one group.
 *
 * @throws ForewarnError `config` from `upsert` for what Scheduler does not take; `storage` where it cannot be used.
 */
export function createSchedules(client: SchedulerClient, target: ScheduleTarget): Schedules {
  return {
    async upsert(planned) {
      const input = scheduleInput(planned, target);
      let met: unknown;
      for (let turn = 0; turn < TURNS; turn++) {
        try {
          await client.send(new CreateScheduleCommand(input));
          return;
        } catch (error) {
          if (!(error instanceof ConflictException)) throw faultOf(error);
        }
        try {
          await client.send(new UpdateScheduleCommand(input));
          return;
        } catch (error) {
          if (!(error instanceof ResourceNotFoundException || error instanceof ConflictException))
            throw faultOf(error);
          met = error;
        }
      }
      throw faultOf(met);
    },
    async remove(partner, environment) {
      const Name = scheduleName(partner, environment);
      try {
        await client.send(new DeleteScheduleCommand({ Name, GroupName: target.group }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw faultOf(error);
      }
    },
  };
}

function faultOf(error: unknown): ForewarnError {
  if (!(error instanceof ValidationException)) return serviceFault('EventBridge Scheduler', error);
  return new ForewarnError('config', 'EventBridge Scheduler does not take this schedule.', {
    fix: 'change `schedule` in the agreement: an interval of whole minutes, or a simpler cron line',
    cause: error,
  });
}
