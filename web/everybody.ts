import type { PageSources, PartnerView } from './types.ts';

/** More partners than a page can tell of; what is beyond is asked for by name. */
const MOST = 1000;

/** Every partner, by however many pieces the sources give them in. */
export async function everybody(sources: Pick<PageSources, 'partners'>): Promise<PartnerView[]> {
  const all: PartnerView[] = [];
  let after: string | null = null;
  do {
    const { views, next } = await sources.partners(after);
    all.push(...views);
    after = next;
  } while (after !== null && all.length < MOST);
  return all;
}
