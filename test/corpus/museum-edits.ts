import { isObject, type JsonObject } from '../../src/core/json.ts';

/** The museum's document but for one thing. */
export interface Edit {
  what: string;
  /** True if the pact relies on that thing. */
  breaks: boolean;
  /** Changes the schemas of the document in place. */
  edit(schemas: JsonObject): void;
}

export const EDITS: Edit[] = [
  {
    what: 'a member that we read is renamed',
    breaks: true,
    edit: (schemas) => rename(part(schemas, 'BuyMuseumTicketsResponse'), 'confirmationCode', 'code'),
  },
  {
    what: 'a member that we do not read is renamed',
    breaks: false,
    edit: (schemas) => rename(part(schemas, 'BuyMuseumTicketsResponse'), 'message', 'note'),
  },
  {
    what: 'a member that we read has another type',
    breaks: true,
    edit: (schemas) => {
      schemas.TicketConfirmation = { type: 'integer', minimum: 1 };
    },
  },
  {
    what: 'a request of ours must carry more',
    breaks: true,
    edit: (schemas) => demand(part(schemas, 'BuyMuseumTicketsRequest'), 'holder'),
  },
  {
    what: 'a request that we never send must carry more',
    breaks: false,
    edit: (schemas) => demand(part(schemas, 'UpdateSpecialEventRequest'), 'organiser'),
  },
];

/** The document after an edit. */
export function edited(document: JsonObject, { edit }: Edit): JsonObject {
  const copy = structuredClone(document);
  edit(part(part(copy, 'components'), 'schemas'));
  return copy;
}

function rename(schema: JsonObject, from: string, to: string): void {
  const properties = part(schema, 'properties');
  properties[to] = properties[from] ?? {};
  delete properties[from];
  schema.required = required(schema).map((name) => (name === from ? to : name));
}

function demand(schema: JsonObject, name: string): void {
  part(schema, 'properties')[name] = { type: 'string' };
  schema.required = [...required(schema), name];
}

function required(schema: JsonObject): string[] {
  return Array.isArray(schema.required) ? schema.required.map(String) : [];
}

function part(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  if (!isObject(found)) throw new Error(`the document has no ${name}`);
  return found;
}
