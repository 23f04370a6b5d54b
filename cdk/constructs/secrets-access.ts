import { type Acknowledgment, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Configuration } from '../config.ts';
import { acknowledgeResource, allow, type Binding } from './binding.ts';

const NAMED_LATER = 'Agreements name secrets below /forewarn/ that are not known when the stack is deployed.';

/**
 * Reads the secrets that agreements name, below `/forewarn/`. Secrets Manager is read through Parameter Store, which
 * passes such a call on in the caller's name: both rights are needed.
 */
export function secretsAccess(scope: Construct, { store, key }: Configuration['secrets']): Binding {
  const { account, region, partition } = Stack.of(scope);
  const arn = (service: string, rest: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const rights: [string, string][] =
    store === 'parameter-store'
      ? [['ssm:GetParameter', arn('ssm', 'parameter/forewarn/*')]]
      : [
          ['ssm:GetParameter', arn('ssm', 'parameter/aws/reference/secretsmanager/*')],
          ['secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:/forewarn/*')],
        ];
  const via = store === 'parameter-store' ? 'ssm' : 'secretsmanager';
  const decrypt: PolicyStatement[] = key
    ? [
        allow(['kms:Decrypt'], [key], {
          StringEquals: { 'kms:ViaService': `${via}.${region}.amazonaws.com` },
        }),
      ]
    : [];
  const acknowledged: Acknowledgment[] = rights.map(([, resource]) =>
    acknowledgeResource(scope, resource, NAMED_LATER),
  );
  return {
    variables: { FOREWARN_SECRETS: store },
    statements: [...rights.map(([action, resource]) => allow([action], [resource])), ...decrypt],
    acknowledged,
  };
}
