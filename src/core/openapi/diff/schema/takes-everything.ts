import { isObject, type Json } from '../../../json.ts';
import { isAnnotation } from './annotations.ts';

/** True for `true` and for a schema of annotations alone: every value fits. */
export function takesEverything(schema: Json | undefined): boolean {
  if (!isObject(schema)) return schema === true;
  for (const keyword in schema) if (!isAnnotation(keyword)) return false;
  return true;
}
