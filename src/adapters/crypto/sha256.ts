/** SHA-256 of UTF-8 text as 64 lower-case hex digits (FIPS 180-4): the core's port, by Node. */
export function sha256(text: string): string {
  // Loaded when first asked for: it takes a tenth of what starting Node takes, and most comparisons hash nothing.
  return process.getBuiltinModule('node:crypto').hash('sha256', text, 'hex');
}
