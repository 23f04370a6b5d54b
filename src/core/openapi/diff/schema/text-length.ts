/** How many characters a text has: code points, as JSON Schema counts them (validation, 6.3). */
export function lengthOf(text: string): number {
  return /[\ud800-\udfff]/.test(text) ? [...text].length : text.length;
}
