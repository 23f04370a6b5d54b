import { jsonAnswer } from './protocol.ts';
import { Refusal, requireValid } from './refusal.ts';
import { ACCOUNT, REGION, type Service } from './start-stand-in.ts';
import { targetOf } from './targeted.ts';

/** Where Parameter Store passes through to Secrets Manager. */
const REFERENCE = '/aws/reference/secretsmanager/';

/** A parameter name: letters, digits, `.-_`, in at most 15 levels. */
const NAME = /^\/?[\w.-]+(\/[\w.-]+){0,14}$/;

/** What the store holds: SecureString parameters, and the secrets that are reached through it, by name. */
export interface Parameters {
  parameters: Map<string, string>;
  secrets: Map<string, string>;
}

/** Systems Manager Parameter Store: `GetParameter`, also of secrets by reference. */
export function ssmService(held: Parameters): Service {
  return {
    name: 'ssm',
    protocol: 'json-1.1',
    throttled: new Refusal('ThrottlingException', 'Rate exceeded'),
    failed: new Refusal('InternalServerError', 'An error occurred on the server side.', 500),
    denied: new Refusal('AccessDeniedException', ''),
    operationOf: targetOf('AmazonSSM'),
    handle({ operation, body, authorise }) {
      if (operation !== 'GetParameter') throw new Refusal('UnknownOperationException', operation);
      const { Name, WithDecryption } = JSON.parse(body.toString()) as Record<string, unknown>;
      requireValid(
        typeof Name === 'string' && Name.length >= 1 && Name.length <= 2048,
        'name: 1 to 2048 characters',
      );
      authorise('ssm:GetParameter', arnOf('ssm', `parameter/${Name.replace(/^\//, '')}`));
      if (Name.startsWith(REFERENCE)) {
        const id = Name.slice(REFERENCE.length);
        requireValid(
          WithDecryption === true,
          'WithDecryption flag must be True for retrieving a Secret Manager secret.',
        );
        authorise('secretsmanager:GetSecretValue', arnOf('secretsmanager', `secret:${id}-Ab12Cd`));
        return parameter(Name, held.secrets.get(id), arnOf('secretsmanager', `secret:${id}-Ab12Cd`));
      }
      requireValid(NAME.test(Name), 'Parameter name: can only include letters, numbers and the symbols .-_');
      requireValid(!/^\/?(aws|ssm)/i.test(Name), 'Parameter name: can\'t be prefixed with "aws" or "ssm"');
      const value = held.parameters.get(Name);
      const shown = WithDecryption === true || value === undefined ? value : 'AQICAHencrypted';
      return parameter(Name, shown, arnOf('ssm', `parameter${Name}`));
    },
  };
}

function parameter(Name: string, Value: string | undefined, ARN: string) {
  if (Value === undefined) throw new Refusal('ParameterNotFound', '');
  const told = {
    Name,
    Type: 'SecureString',
    Value,
    Version: 1,
    LastModifiedDate: 1_700_000_000,
    ARN,
    DataType: 'text',
  };
  return jsonAnswer('json-1.1', { Parameter: told });
}

function arnOf(service: string, rest: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
}
