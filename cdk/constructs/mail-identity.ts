import { CfnOutput } from 'aws-cdk-lib';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Configuration } from '../config.ts';
import { allow, type Binding } from './binding.ts';

/**
 * The identity that mail comes from, where there is one. A domain must be proven by the DNS records in the outputs, an
 * address by the mail that SES sends to it.
 */
export class MailIdentity extends Construct {
  private readonly bound: Binding;

  constructor(scope: Construct, id: string, mail: Configuration['mail']) {
    super(scope, id);
    if (!mail) {
      this.bound = { variables: { FOREWARN_SENDER: '' }, statements: [] };
      return;
    }
    const isDomain = !mail.identity.includes('@');
    const identity = new EmailIdentity(this, 'Identity', {
      identity: isDomain ? Identity.domain(mail.identity) : Identity.email(mail.identity),
    });
    if (isDomain)
      identity.dkimRecords.forEach(({ name, value }, index) => {
        new CfnOutput(this, `Dkim${index + 1}`, {
          description: `DNS record ${index + 1} of 3 that proves ${mail.identity} to SES`,
          value: `${name} CNAME ${value}`,
        });
      });
    this.bound = {
      variables: { FOREWARN_SENDER: `${mail.name} <${mail.from}>` },
      statements: [
        // A message that is given as it is to be sent needs both, also by the newer call.
        allow(['ses:SendEmail', 'ses:SendRawEmail'], [identity.emailIdentityArn], {
          StringEquals: { 'ses:FromAddress': mail.from },
        }),
      ],
    };
  }

  /** Sends mail from the one address; nothing where there is no identity. */
  forSending(): Binding {
    return this.bound;
  }
}
