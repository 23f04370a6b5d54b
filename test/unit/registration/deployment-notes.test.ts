import { describe, expect, it } from 'vitest';
import { deploymentNotes } from '../../../src/core/registration/deployment-notes.ts';
import { lookPlan } from '../../adapters/look-plan.ts';

describe('what has to be prepared on AWS', () => {
  it('is every secret that the agreement names, each once', () => {
    const { agreement, environment } = lookPlan({ url: 'https://a.example', mode: 'read-only' });
    const auth = { kind: 'bearer', secret: 'shelf/token' } as const;
    const environments = [
      { ...environment, auth, clientCertificate: 'shelf/cert' },
      { ...environment, name: 'production', auth, clientCertificate: null, mode: 'full' as const },
      { ...environment, name: 'open', auth: null, clientCertificate: 'shelf/other-cert' },
    ];
    expect(deploymentNotes({ ...agreement, environments })).toEqual({
      makesRecords: ['production'],
      secrets: ['/forewarn/shelf/cert', '/forewarn/shelf/other-cert', '/forewarn/shelf/token'],
    });
  });

  it('is that of the broker as well', () => {
    const { agreement } = lookPlan({ url: 'https://a.example', mode: 'read-only' });
    const broker = {
      url: 'https://broker.example',
      auth: { kind: 'bearer', secret: 'broker/token' } as const,
      provider: 'shelf',
      branch: null,
      selectors: [],
      publish: false,
    };
    expect(deploymentNotes({ ...agreement, environments: [], broker }).secrets).toEqual([
      '/forewarn/broker/token',
    ]);
  });
});
