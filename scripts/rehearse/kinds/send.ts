import { found, taken } from '../call-aws.ts';
import { largeNames, objectAt, textAt } from '../shape.ts';
import type { Kind } from './kind.ts';

/** The address or domain that mail comes from. */
export const mailIdentity: Kind = {
  async read(aws, { id }) {
    const identity = await found(aws.rest('ses', 'GET', `/v2/email/identities/${encodeURIComponent(id)}`));
    return identity && { ...identity, EmailIdentity: id };
  },
  async make(aws, _, planned) {
    const id = textAt(planned, 'EmailIdentity');
    await taken('mail identity', aws.rest('ses', 'POST', '/v2/email/identities', { EmailIdentity: id }));
    return id;
  },
  async remove(aws, { id }) {
    await taken(
      'delete the mail identity',
      aws.rest('ses', 'DELETE', `/v2/email/identities/${encodeURIComponent(id)}`),
    );
  },
};

/** How mail that is sent is followed. */
export const mailSettings: Kind = {
  async read(aws, { id }) {
    const settings = await found(aws.rest('ses', 'GET', `/v2/email/configuration-sets/${id}`));
    return settings && { ...settings, Name: textAt(settings, 'ConfigurationSetName') };
  },
  async make(aws, name, planned) {
    const { Name, ...rest } = planned;
    const id = textAt({ Name: Name ?? '' }, 'Name') || name;
    await taken(
      'mail settings',
      aws.rest('ses', 'POST', '/v2/email/configuration-sets', { ...rest, ConfigurationSetName: id }),
    );
    return id;
  },
  async remove(aws, { id }) {
    await taken('delete the mail settings', aws.rest('ses', 'DELETE', `/v2/email/configuration-sets/${id}`));
  },
};

/** The group that the schedules of the partners are in. */
export const scheduleGroup: Kind = {
  async read(aws, { id }) {
    const group = await found(aws.rest('scheduler', 'GET', `/schedule-groups/${id}`));
    return group && largeNames(group);
  },
  async attributes(aws, { id }) {
    const group = await found(aws.rest('scheduler', 'GET', `/schedule-groups/${id}`));
    return { Arn: textAt(group ?? {}, 'Arn') };
  },
  async make(aws, name, planned) {
    const id = textAt(planned, 'Name') || name;
    await taken('schedule group', aws.rest('scheduler', 'POST', `/schedule-groups/${id}`, {}));
    return id;
  },
  async remove(aws, { id }) {
    await taken('delete the schedule group', aws.rest('scheduler', 'DELETE', `/schedule-groups/${id}`));
  },
};

/** What a plain parameter of Parameter Store holds. */
export const parameter: Kind = {
  async read(aws, { id }) {
    const answer = await found(aws.json('ssm', 'AmazonSSM.GetParameter', { Name: id }));
    return answer && objectAt(answer, 'Parameter');
  },
};
