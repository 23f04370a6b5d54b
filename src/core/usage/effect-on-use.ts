import type { Difference } from '../drift/difference.ts';
import type { Effect } from '../drift/finding.ts';
import { isSentToUs } from '../drift/subject.ts';
import { effectOnSecurity } from './effect-on-document.ts';
import { effectOnRequest } from './effect-on-request.ts';
import { effectOnResponse } from './effect-on-response.ts';
import { effectOnServer } from './effect-on-server.ts';
import { readLocation } from './location.ts';
import { isSureAlternative } from './touched.ts';
import type { Usage, UsedBy } from './types.ts';

/** What a difference on an operation does to one use of it; where code only mentions it, nothing is certain to break. */
export function effectOnUse(difference: Difference, use: UsedBy, usage: Usage): Effect {
  const effect = effectIfUsed(difference, use, usage);
  return effect === 'breaks' && use.grade === 'mentioned' ? 'may-break' : effect;
}

function effectIfUsed(difference: Difference, use: UsedBy, usage: Usage): Effect {
  const section = isSentToUs(difference.subject) ? 'response' : difference.subject.section;
  // Live did not let our call in: whatever the documents say of schemes.
  if (difference.rule === 'request-refused') return 'breaks';
  if (section === 'security') return effectOnSecurity(difference, usage);
  if (difference.facet === 'server') return effectOnServer(difference, usage);
  if (section === 'operation') return effectOnOperation(difference);
  const effect = section === 'request' ? effectOnRequest(difference, use) : effectOnResponse(difference, use);
  if (effect !== 'breaks') return effect;
  const place = readLocation(difference.subject.location);
  return isSureAlternative(use, section, place) ? 'breaks' : 'may-break';
}

/** The operation as such: it goes, it will go, or it is described otherwise. */
function effectOnOperation(difference: Difference): Effect {
  const { facet, rule, level } = difference;
  if ((facet === 'operation' || facet === 'path') && rule.includes('removed')) return 'breaks';
  if (rule.endsWith('reactivated')) return 'loosens';
  if (facet === 'sunset' || (facet === 'deprecated' && isAnnounced(difference))) return 'may-break';
  return level === 'info' ? 'none' : 'may-break';
}

/** Deprecated alone breaks nothing; a date, or a header that we met, says that it will go. */
function isAnnounced({ rule, args }: Difference): boolean {
  return (
    rule === 'deprecation-announced' || rule.includes('sunset') || args.on != null || args.sunset != null
  );
}
