import type { HostileDocument } from './hostile-case.ts';
import { REFERENCES } from './hostile-references.ts';
import { SCHEMAS } from './hostile-schemas.ts';
import { TEXTS } from './hostile-texts.ts';

/** All documents that mean harm, each by a name of its own. */
export const DOCUMENTS: readonly HostileDocument[] = [...TEXTS, ...REFERENCES, ...SCHEMAS];
