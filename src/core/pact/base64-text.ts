const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The UTF-8 text that a base64 string (RFC 4648, either alphabet) holds.
 *
 * @returns null where it is not base64, or where its bytes are not UTF-8 (an image, say).
 */
export function base64Text(encoded: string): string | null {
  let held = 0;
  let bits = 0;
  const bytes: string[] = [];
  for (const character of encoded.replace(/[\s=]/g, '').replaceAll('-', '+').replaceAll('_', '/')) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(((held >> bits) & 0xff).toString(16).padStart(2, '0'));
  }
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte}`).join(''));
  } catch {
    return null;
  }
}
