import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allow, type Binding } from './binding.ts';

/**
 * The key that signs the daily list of heads: ECDSA on P-256, its private half never leaves KMS. It outlives the
 * stack, because what it signed is checked for years.
 */
export class SigningKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Signs the checkpoints of Forewarn, one a day',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Signs, by the one algorithm that checkpoints use. */
  forSigning(): Binding {
    return {
      variables: { FOREWARN_SIGNING_KEY: this.key.keyArn },
      statements: [
        allow(['kms:Sign'], [this.key.keyArn], { StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } }),
      ],
    };
  }
}
