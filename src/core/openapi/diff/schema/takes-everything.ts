import { isObject, type Json } from '../../../json.ts';
import { isAnnotation } from './annotations.ts';

/** True for `true` and for a schema of annotations alone: every value fits. */
export function takesEverything(schema: Json | undefined): boolean {
  if (schema === true) return true;
  return isObject(schema) && Object.keys(schema).every(isAnnotation);
}
