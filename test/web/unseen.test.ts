import { expect, it } from 'vitest';
import { environmentState } from '../../src/core/ledger/apply-transition.ts';
import { emptyState } from '../../src/core/ledger/fold.ts';
import type { PartnerState } from '../../src/core/ledger/types.ts';
import { painter } from '../../src/core/report/paint.ts';
import { renderStatus, statusOf } from '../../src/core/report/status.ts';
import { environmentsTable } from '../../web/environments.ts';
import { anAgreement } from '../unit/lifecycle/look-fixture.ts';

const since = '2026-11-20T10:00:00.000Z';
const empty = emptyState('acme-pay');
const state: PartnerState = {
  ...empty,
  environments: {
    sandbox: {
      ...environmentState(empty, 'sandbox'),
      verdict: 'not-verified',
      since,
      unseen: { 'GET /v1/<b>/{}': { class: 'server-error', since, told: false } },
    },
  },
};

it('shows on the page which operation cannot be seen, since when and why, and escapes its name', async () => {
  const page = String(await environmentsTable({ agreement: anAgreement(), state } as never, false));
  expect(page).toContain('GET /v1/&lt;b&gt;/{}: their server failed, since');
});

it('shows it in the status', () => {
  const text = renderStatus([statusOf(state)], painter(false));
  expect(text).toContain('could not check GET /v1/<b>/{} (their server failed), since 2026-11-20 10:00');
});
