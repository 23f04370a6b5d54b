import type { KeptFits, PactComparison } from '../../app/ports.ts';
import type { Sha256 } from '../../core/hash.ts';
import type { Pact } from '../../core/pact/types.ts';
import type { LoadedLater } from './load-comparison.ts';

/**
 * A comparison that is not made again while neither document, nor pact, nor our own code has changed: most checks
 * then never load its library.
 */
export function keepFits(comparison: PactComparison, kept: KeptFits, sha256: Sha256): LoadedLater {
  const digests = new WeakMap<Pact, string>();
  const digestOf = (pact: Pact): string => {
    const known = digests.get(pact) ?? sha256(JSON.stringify(pact.raw));
    digests.set(pact, known);
    return known;
  };
  return {
    prepare: () => undefined, // only what is not kept needs the library
    async compare(document, pact, namedBy = document) {
      const digest = sha256(JSON.stringify([document.hash, namedBy.hash, pact.name, digestOf(pact)]));
      const known = await kept.read(digest);
      if (known) return known;
      const fits = await comparison.compare(document, pact, namedBy);
      await kept.write(digest, fits);
      return fits;
    },
  };
}
