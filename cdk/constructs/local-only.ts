import { Annotations, CfnParameter, CfnRule, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const WHY =
  'people: "local" answers anybody: it is for one machine and cannot be deployed. Name an issuer instead.';

/**
 * Marks a stack that answers anybody, so that no account will have it: the CLI stops at the error, and CloudFormation
 * refuses the template by a rule that no value of its parameter can meet.
 */
export function forbidDeployment(scope: Construct): void {
  Annotations.of(scope).addError(WHY);
  const parameter = new CfnParameter(scope, 'LocalOnly', {
    description: WHY,
    default: 'local',
    allowedValues: ['local'],
  });
  new CfnRule(scope, 'NotDeployable', {
    assertions: [{ assert: Fn.conditionEquals(parameter.valueAsString, 'deployed'), assertDescription: WHY }],
  });
}
