import { describe, expect, it } from 'vitest';
import { jsonMedia, responseFor } from '../../../src/local/emulator/documented.ts';
import { openFile } from '../../../src/local/emulator/open-file.ts';
import { behaviourOf } from '../../../src/local/emulator/partners/behaviours.ts';
import { schemasOf } from '../../../src/local/emulator/schema/schemas.ts';
import { startEmulator } from '../../../src/local/emulator/start-emulator.ts';
import { fittingRequest, request } from './requesting.ts';
import { sha256 } from './sample-documents.ts';

const DOCUMENTS = [
  ['acme-pay', 'openapi/acme-pay.yaml'],
  ['acme-pay', 'contracts/acme-pay/next.yaml'],
  ['city-geo', 'openapi/city-geo.yaml'],
  ['civic-id', 'openapi/civic-id.yaml'],
  ['ledger-core', 'openapi/ledger-core.yaml'],
  ['shop', 'openapi/shop-orders.yaml'],
  ['swift-ship', 'openapi/swift-ship.yaml'],
  ['swift-ship', 'contracts/swift-ship/next.yaml'],
] as const;

describe.each(DOCUMENTS)('%s at %s', (partner, file) => {
  it('answers every operation with a documented status and a body that fits its schema', async () => {
    const document = await openFile(file, process.cwd(), sha256);
    const emulator = await startEmulator({ document, behaviour: behaviourOf(partner), credentials: null });
    const schemas = schemasOf(document, 'response');
    const answered: string[] = [];
    for (const operation of document.operations) {
      const { path, init } = fittingRequest(document, operation);
      const { status, json, media } = await request(`${emulator.url}${path}`, init);
      const documented = responseFor(operation, status);
      const schema = documented?.media?.schema;

      expect(documented?.response.status, operation.key).toBe(String(status));
      expect([operation.key, media]).toEqual([operation.key, documented?.media?.media ?? '']);
      if (schema && jsonMedia(media))
        expect(schemas.misfit(schemas.at(schema.pointer), json), operation.key).toBeNull();
      answered.push(operation.key);
    }
    await emulator.close();

    expect(answered).toEqual(document.operations.map((one) => one.key));
  });
});
