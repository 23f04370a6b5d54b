import { ForewarnError } from '../../core/errors.ts';
import { externalUrl } from './external-part.ts';
import type { LoadOptions } from './load-options.ts';
import type { PartSource } from './part-source.ts';

/** Documents on the web: parts come from the entry's own origin, or from one that was named. */
export function urlSource(location: string, options: LoadOptions): { entry: string; source: PartSource } {
  if (!URL.canParse(location)) throw new ForewarnError('input', `${location} is not a URL`);
  const entry = new URL(location);
  entry.hash = '';
  return {
    entry: entry.href,
    source: {
      locate(reference, from) {
        if (!URL.canParse(reference, from)) {
          throw new ForewarnError('input', 'a reference is not a URL', { place: { file: from } });
        }
        const url = new URL(reference, from);
        url.hash = '';
        return url.origin === entry.origin ? url.href : externalUrl(url, from, options);
      },
      readText: (url) => options.fetchText(url),
      shown: (url) => url,
      nameOf: (url) => (url.startsWith(`${entry.origin}/`) ? url.slice(entry.origin.length) : url),
    },
  };
}
