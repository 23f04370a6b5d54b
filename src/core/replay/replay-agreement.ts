import { complete } from '../agreement/complete.ts';
import type { Agreement, DeclaredUse } from '../agreement/types.ts';
import type { Sha256 } from '../hash.ts';

/**
 * The agreement that a history is replayed under: documents alone, every default, one contact on each side, so that
 * what would be told can be counted.
 *
 * @param on.partner a partner's name, `[a-z][a-z0-9-]{0,29}`
 */
export function replayAgreement(on: {
  partner: string;
  name: string;
  uses: readonly DeclaredUse[];
  sha256: Sha256;
}): Agreement {
  const written = {
    partner: on.partner,
    name: on.name,
    uses: on.uses.map((use) => ({ operation: use.operation, with: use.with, fields: use.fields })),
    contacts: { ours: [{ email: 'us@ours.example' }], theirs: [{ email: 'them@theirs.example' }] },
  };
  const around = {
    file: `${on.partner}/agreement.yaml`,
    folder: on.partner,
    resolve: (path: string) => path,
    has: () => false,
    sha256: on.sha256,
  };
  return complete(written, around, on.sha256(JSON.stringify(written)));
}
