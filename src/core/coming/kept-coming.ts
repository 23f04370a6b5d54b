import type { Coming } from '../drift/finding.ts';
import type { ComingLink } from '../exchange/link-header.ts';
import { dayOf } from './day-of.ts';
import type { ComingSource, KnownBy } from './types.ts';

/** What the ledger keeps of a coming change with the difference that it is about. */
export interface KeptWithDrift {
  on: string | null;
  known: KnownBy;
  /** What every source says, where they do not fit together; absent where they do. */
  said?: SaidDate[];
  /** Pages of the partner that tell more; absent where no header names one. */
  links?: ComingLink[];
}

/** A day that a source gives. */
export interface SaidDate {
  known: KnownBy;
  says: ComingSource['says'];
  /** ISO day. */
  on: string;
}

const MOST_SAID = 6;
const MOST_LINKS = 3;

/** What is kept with a difference of a coming change. */
export function keptWithDrift({ on, known, sources = [], contradictions = [] }: Coming): KeptWithDrift {
  const said =
    contradictions.length === 0
      ? []
      : sources.flatMap((one) =>
          one.on !== null && (dayOf(one) !== null || one.says === 'deprecated')
            ? [{ known: one.known, says: one.says, on: one.on }]
            : [],
        );
  const distinct = [...new Map(said.map((one) => [`${one.known} ${one.says} ${one.on}`, one])).values()];
  const links = sources.flatMap((one) => one.links ?? []);
  const targets = [...new Map(links.map((link) => [link.target, link])).values()];
  return {
    on,
    known,
    ...(distinct.length > 1 ? { said: distinct.slice(0, MOST_SAID) } : {}),
    ...(targets.length > 0 ? { links: targets.slice(0, MOST_LINKS) } : {}),
  };
}
