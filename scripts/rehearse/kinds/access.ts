import type { Json, JsonObject } from '../../../src/core/json.ts';
import { type Aws, found, taken } from '../call-aws.ts';
import { ACCOUNT, REGION } from '../emulator.ts';
import { jsonIn, listAt, objectAt, textAt, told } from '../shape.ts';
import type { Kind } from './kind.ts';

const iam = (aws: Aws, action: string, fields: JsonObject) =>
  found(aws.query('iam', '2010-05-08', action, fields));
const kms = (aws: Aws, operation: string, body: JsonObject) =>
  aws.json('kms', `TrentService.${operation}`, body);

/** A role: who takes it on, and what it carries itself. */
export const role: Kind = {
  async read(aws, { id, planned }) {
    const there = objectAt((await iam(aws, 'GetRole', { RoleName: id })) ?? {}, 'GetRoleResult', 'Role');
    if (!there.RoleName) return null;
    const attached = await iam(aws, 'ListAttachedRolePolicies', { RoleName: id });
    const policies = listAt(attached ?? {}, 'ListAttachedRolePoliciesResult', 'AttachedPolicies');
    const inline = await Promise.all(
      listAt(planned, 'Policies').map(async (policy) => {
        const name = textAt(policy, 'PolicyName');
        return { PolicyName: name, PolicyDocument: (await policyOf(aws, id, name)) ?? {} };
      }),
    );
    return told({
      ...there,
      AssumeRolePolicyDocument: jsonIn(textAt(there, 'AssumeRolePolicyDocument')),
      ManagedPolicyArns: policies.map((policy) => textAt(policy, 'PolicyArn')),
      Policies: inline,
    });
  },
  async attributes(aws, { id }) {
    const there = objectAt((await iam(aws, 'GetRole', { RoleName: id })) ?? {}, 'GetRoleResult', 'Role');
    return { Arn: textAt(there, 'Arn'), RoleId: textAt(there, 'RoleId') };
  },
};

/** What roles may do. */
export const policy: Kind = {
  async read(aws, { planned }) {
    const roles = listAt(planned, 'Roles');
    const name = textAt(planned, 'PolicyName');
    const documents = await Promise.all(roles.map((one) => policyOf(aws, String(one), name)));
    return documents[0] ? { PolicyName: name, Roles: roles, PolicyDocument: documents[0] } : null;
  },
};

async function policyOf(aws: Aws, roleName: string, name: string): Promise<Json | null> {
  const answer = await iam(aws, 'GetRolePolicy', { RoleName: roleName, PolicyName: name });
  const text = textAt(answer ?? {}, 'GetRolePolicyResult', 'PolicyDocument');
  return text ? jsonIn(text) : null;
}

/** A key that signs or encrypts. */
export const key: Kind = {
  async read(aws, { id }) {
    const there = objectAt((await found(kms(aws, 'DescribeKey', { KeyId: id }))) ?? {}, 'KeyMetadata');
    if (!there.KeyId) return null;
    const rotation = await found(kms(aws, 'GetKeyRotationStatus', { KeyId: id }));
    const rights = await found(kms(aws, 'GetKeyPolicy', { KeyId: id, PolicyName: 'default' }));
    return {
      ...there,
      ...(rotation ? { EnableKeyRotation: rotation.KeyRotationEnabled ?? null } : {}),
      ...(rights ? { KeyPolicy: textAt(rights, 'Policy') } : {}),
    };
  },
  async attributes(_, { id }) {
    return { Arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`, KeyId: id };
  },
  async make(aws, _, planned) {
    const { KeySpec = 'SYMMETRIC_DEFAULT', KeyUsage = 'ENCRYPT_DECRYPT', Description = '' } = planned;
    const body = { KeySpec, KeyUsage, Description, Policy: JSON.stringify(planned.KeyPolicy) };
    const id = textAt(await taken('key', kms(aws, 'CreateKey', body)), 'KeyMetadata', 'KeyId');
    if (planned.EnableKeyRotation) await taken('rotation', kms(aws, 'EnableKeyRotation', { KeyId: id }));
    return id;
  },
  async complete(aws, { id, planned }) {
    const body = { KeyId: id, PolicyName: 'default', Policy: JSON.stringify(planned.KeyPolicy) };
    await taken('key policy', kms(aws, 'PutKeyPolicy', body));
  },
  async remove(aws, { id }) {
    await taken(
      'schedule the end of the key',
      kms(aws, 'ScheduleKeyDeletion', { KeyId: id, PendingWindowInDays: 7 }),
    );
  },
};

/** Another name of a key. */
export const keyAlias: Kind = {
  async read(aws, { planned }) {
    const all = await found(kms(aws, 'ListAliases', {}));
    const one = listAt(all ?? {}, 'Aliases').find(
      (alias) => textAt(alias, 'AliasName') === textAt(planned, 'AliasName'),
    );
    if (one === undefined) return null;
    const target = textAt(planned, 'TargetKeyId');
    const isSame = target.endsWith(textAt(one, 'TargetKeyId'));
    return { AliasName: textAt(one, 'AliasName'), TargetKeyId: isSame ? target : textAt(one, 'TargetKeyId') };
  },
};
