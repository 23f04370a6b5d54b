import type { Reproduction } from '../../why/reproduction.ts';
import type { Why } from '../../why/why.ts';

/** What happened to a partner, to tell. */
export interface WhyReport {
  partner: string;
  /** As people call it. */
  name: string;
  why: Why;
  reproductions: readonly Reproduction[];
}

/** A heading with its lines, and what stands below it. */
export interface WhySection {
  heading: string;
  lines: string[];
  parts: { heading: string; lines: string[] }[];
}
