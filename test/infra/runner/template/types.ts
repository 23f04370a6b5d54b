/** A CloudFormation template, as far as it is read here. */
export interface Template {
  Resources: Record<string, Resource>;
  Parameters?: Record<string, { Type: string; Default?: string }>;
  Conditions?: Record<string, unknown>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
}

export interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
  Condition?: string;
}

/** A resource as it would be after the deployment. */
export interface Deployed {
  logicalId: string;
  type: string;
  /** What `Ref` gives. */
  ref: string;
  /** What `Fn::GetAtt` gives. */
  attributes: Record<string, string>;
  /** Every intrinsic resolved. */
  properties: Properties;
}

/** Resolved properties: reads of what is not there give undefined. */
export type Properties = Record<string, unknown>;
