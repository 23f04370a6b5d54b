import type { Auth, DeclaredUse } from '../agreement/types.ts';
import { webhookOfMessage } from '../delivery/webhook-of.ts';
import type { OperationName } from '../drift/difference.ts';
import { operationKey } from '../drift/subject.ts';
import { matchOperation } from '../openapi/document/match-operation.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import { messagePath } from '../pact/read-message.ts';
import type { Pact, PactMessage } from '../pact/types.ts';
import { authInUse } from './auth-in-use.ts';
import { declaredFields } from './declared-fields.ts';
import type { Usage, UsedBy, UsedOperation } from './types.ts';
import { usedByInteraction } from './used-by-interaction.ts';

/**
 * What we use of a partner: by our pacts, interaction by interaction, and by the operations that the
 * agreement declares. What fits no operation of the baseline is `unplaced`.
 *
 * @param bases URLs that the agreement's environments are called at.
 * @param auth how the agreement says that we prove who we are; without it the pacts' headers tell.
 */
export function usageOf(
  baseline: ApiDocument,
  pacts: readonly Pact[],
  declared: readonly DeclaredUse[],
  auth: Auth | null = null,
  bases?: readonly string[],
): Usage {
  const used = new Map<string, UsedOperation>();
  const unplaced: Usage['unplaced'] = [];
  const add = (operation: Pick<Operation, 'key' | keyof OperationName>, by: UsedBy) => {
    const entry = used.get(operation.key);
    if (entry) entry.by.push(by);
    else used.set(operation.key, { key: operation.key, operation: nameOf(operation), by: [by] });
  };
  for (const pact of pacts) {
    for (const message of pact.messages) {
      if (pact.pending ?? message.pending) continue;
      add(operationOfMessage(baseline, message), usedByMessage(pact, message));
    }
    for (const interaction of pact.interactions) {
      if (pact.pending ?? interaction.pending) continue;
      const match = matchOperation(baseline, interaction.request.method, interaction.request.path);
      if (match) add(match.operation, usedByInteraction(pact, interaction, match));
      else unplaced.push({ pact: pact.name, interaction: interaction.description });
    }
  }
  for (const use of declared) {
    const operation = declaredOperation(baseline, use.operation);
    if (operation) add(operation, usedByDeclaration(use));
    else unplaced.push({ pact: null, interaction: use.operation });
  }
  return {
    // A mention says that something is used, never that the rest is not.
    known:
      pacts.some((pact) => pact.interactions.length > 0) || declared.some((use) => use.known !== 'mentioned'),
    operations: [...used.values()],
    unplaced,
    ...(bases && { bases }),
    auth: authInUse(baseline, pacts, auth),
  };
}

/** The operation that `createCharge` or `GET /v1/charges/{id}` names, parameters by any name. */
export function declaredOperation(document: ApiDocument, name: string): Operation | null {
  const byId = document.operations.find((operation) => operation.operationId === name);
  if (byId) return byId;
  const [method, path] = name.trim().split(/\s+/);
  return (method && path && document.byKey.get(operationKey(method, path))) || null;
}

function usedByDeclaration(use: DeclaredUse): UsedBy {
  return {
    grade: use.known ?? 'declared',
    pact: null,
    interaction: null,
    status: null,
    requestMedia: null,
    responseMedia: null,
    fields: use.fields.length > 0 ? declaredFields(use.fields) : null,
  };
}

function operationOfMessage(baseline: ApiDocument, message: PactMessage): OperationName & { key: string } {
  const path = messagePath(message);
  return webhookOfMessage(baseline, message) ?? { method: 'POST', path, key: `POST ${path}` };
}

function usedByMessage(pact: Pact, { description, media, fields }: PactMessage): UsedBy {
  return {
    grade: 'pact',
    pact: pact.name,
    interaction: description,
    status: null,
    requestMedia: null,
    responseMedia: media,
    fields,
  };
}

function nameOf({ method, path, operationId, summary }: OperationName): OperationName {
  return { method, path, ...(operationId ? { operationId } : {}), ...(summary ? { summary } : {}) };
}
