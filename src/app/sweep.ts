import type { Agreement, Contact, Journey } from '../core/agreement/types.ts';
import { contactHash } from '../core/ledger/ids.ts';
import type { NoticeState, PartnerState } from '../core/ledger/types.ts';
import { isDropped, sendable } from '../core/lifecycle/sendable.ts';
import { timeDue } from '../core/lifecycle/time-due.ts';
import { noticeTime, renderNotice } from '../core/report/notice/notice.ts';
import type { MessageOf } from '../core/report/notice/notice-sections.ts';
import { catchUp } from './catch-up.ts';
import { type CommitPorts, commit } from './commit.ts';
import { nameContacts } from './name-contacts.ts';
import type { OutgoingNotice, Ports } from './ports.ts';

/** What a sweep did: ids of the notices that left, and of those that could not. */
export interface Swept {
  sent: string[];
  failed: string[];
  state: PartnerState;
}

/** Whose notices are sent, and what they are written with. */
export interface SweepInput {
  agreement: Agreement;
  journeys: readonly Journey[];
  messageOf: MessageOf;
}

/** What a sweep needs. */
export type SweepPorts = CommitPorts & Pick<Ports, 'mailer' | 'log'>;

/** The detail of an attempt for a contact that the agreement does not name any more. */
const GONE = 'the agreement no longer names this contact';

/**
 * Makes due what the calendar says, sends what is due by the ledger and not held, and records each attempt as an
 * entry. What fails is tried again in later sweeps, up to a limit. A process that ends between sending and recording sends again, with
 * the same id. A dead channel is a recorded failure, never an exception.
 */
export async function sweep(ports: SweepPorts, on: SweepInput): Promise<Swept> {
  let state = await catchUp(ports, on.agreement.partner);
  const agreement = await nameContacts(ports, on.agreement, state);
  state = await makeDue(ports, agreement, state);
  const swept: Pick<Swept, 'sent' | 'failed'> = { sent: [], failed: [] };
  for (const notice of sendable(state)) {
    const now = state.notices[notice.due.id];
    if (now?.sentAt || (now && isDropped(now, state))) continue; // another sweep was faster, or the change has ended
    if (isGivenUp(notice, contactOf(notice, agreement, ports))) continue;
    const attempt = await send(ports, { ...on, agreement }, state, notice);
    swept[attempt.outcome].push(notice.due.id);
    const committed = await commit(ports, agreement.partner, {
      by: { kind: 'schedule', id: 'sweep' },
      look: null,
      agreement: agreement.hash,
      propose: () => ({
        transitions: [{ type: 'attempted', notice: notice.due.id, ...attempt }],
        notices: [],
        evidence: [],
      }),
    });
    state = committed.state;
  }
  await ports.runs.expire?.(agreement.partner, ports.calendar.now());
  return { ...swept, state };
}

/** Writes into the ledger what the calendar has made due; nothing where nothing is. */
async function makeDue(ports: SweepPorts, agreement: Agreement, state: PartnerState): Promise<PartnerState> {
  const { sha256 } = ports;
  const dueNow = (present: PartnerState) =>
    timeDue({ state: present, now: ports.calendar.now().toISOString(), agreement, sha256 });
  if (dueNow(state).length === 0) return state;
  const committed = await commit(ports, agreement.partner, {
    by: { kind: 'schedule', id: 'calendar' },
    look: null,
    agreement: agreement.hash,
    propose(before) {
      const notices = dueNow(before);
      return notices.length > 0 ? { transitions: [], notices, evidence: [] } : null;
    },
  });
  return committed.state;
}

type Attempt = NoticeState['attempts'][number];

async function send(
  ports: SweepPorts,
  { agreement, journeys, messageOf }: SweepInput,
  state: PartnerState,
  { due }: NoticeState,
): Promise<Omit<Attempt, 'at'>> {
  const { partner } = agreement;
  const { subject, text, data } = renderNotice({ agreement, state, due, journeys, messageOf });
  const contact = contactOf({ due }, agreement, ports);
  if (!contact) return { outcome: 'failed', sha256: ports.sha256(text), detail: GONE };
  const at = noticeTime(state, due);
  const salt = contact.named?.salt;
  const seal = salt ? { seal: ports.sha256(`${salt}/${due.id}`) } : {};
  const notice: OutgoingNotice = {
    id: due.id,
    partner,
    side: due.side,
    contact,
    subject,
    text,
    data,
    at,
    ...seal,
  };
  try {
    return await ports.mailer.send(notice);
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : 'unknown';
    ports.log.warn('a channel failed', { partner, notice: due.id, cause: name });
    return { outcome: 'failed', sha256: ports.sha256(text), detail: `the channel failed (${name})` };
  }
}

function contactOf(
  { due }: Pick<NoticeState, 'due'>,
  agreement: Agreement,
  { sha256 }: Pick<Ports, 'sha256'>,
): Contact | undefined {
  return agreement.contacts[due.side].find((contact) => contactHash(contact, sha256) === due.contact);
}

/** A contact that is gone is recorded once; it is tried again only if the agreement names it again. */
function isGivenUp({ attempts }: NoticeState, contact: Contact | undefined): boolean {
  return contact === undefined && attempts.at(-1)?.detail === GONE;
}
