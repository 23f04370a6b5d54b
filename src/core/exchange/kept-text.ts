/** A value of the partner's that may be kept because it reads like a name in a contract. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(text);
}

/**
 * True for the name of a field that is in no contract but may be kept: short, and with too few digits to be
 * a number of a person, an account or a key.
 */
export function isFieldName(name: string): boolean {
  if (!/^[A-Za-z_$@][A-Za-z0-9_.-]{0,39}$/.test(name)) return false;
  return name.replaceAll(/\D/g, '').length <= 3;
}

/** A media type that may be kept, or `other/other`. */
export function keptMedia(media: string): string {
  return /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,60}$/.test(media) ? media : 'other/other';
}
