/** Keywords that say nothing about values. */
const ANNOTATIONS = new Set([
  'description',
  'summary',
  'title',
  '$comment',
  '$anchor',
  '$dynamicAnchor',
  '$id',
  'example',
  'examples',
  'externalDocs',
  'xml',
  'default',
  'deprecated',
]);

/** True for what does not change which values fit; extensions are such. */
export function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.has(keyword) || keyword.startsWith('x-');
}
