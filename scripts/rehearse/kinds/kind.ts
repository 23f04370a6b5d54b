import type { JsonObject } from '../../../src/core/json.ts';
import type { Aws } from '../call-aws.ts';

/** A resource that is there: its id as `Ref` gives it, and its properties as planned, resolved. */
export interface Deployed {
  id: string;
  planned: JsonObject;
}

/** What the rehearsal knows of one type of resources. */
export interface Kind {
  /** Reads it from the emulator's own API, in the template's words; null where it is not there. */
  read(aws: Aws, deployed: Deployed): Promise<JsonObject | null>;
  /** Attributes that `Fn::GetAtt` gives. */
  attributes?(aws: Aws, deployed: Deployed): Promise<Record<string, string>>;
  /**
   * Makes it by the emulator's own API: in place of a CloudFormation that does not know the type, or beside what that
   * made otherwise than planned, to see which of the two leaves something out. Gives its id.
   */
  make?(aws: Aws, name: string, planned: JsonObject): Promise<string>;
  /** Sets what the emulator's CloudFormation left out, by its own API. */
  complete?(aws: Aws, deployed: Deployed): Promise<void>;
  /** Removes it, whatever protects it. */
  remove?(aws: Aws, deployed: Deployed): Promise<void>;
}
