/** What the file of a JSON Schema is called, in the folder `schemas/` of the package. */
export function schemaFile(name: string): string {
  return `${name}.schema.json`;
}
