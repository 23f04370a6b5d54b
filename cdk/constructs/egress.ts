import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnEIP,
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  NatProvider,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { allow, type Binding } from './binding.ts';

/** What Lambda does in the function's name to put it into a network. */
const INTERFACES = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
];

/**
 * A network whose calls to the world come from one address, which partners can let in. One NAT gateway: where its zone
 * fails, checks could not be made, and are told so, until it is back. Table and bucket are reached without it.
 */
export class Egress extends Construct {
  readonly vpc: Vpc;

  constructor(scope: Construct, id: string, { logDays, key }: { logDays: number; key: Key | undefined }) {
    super(scope, id);
    const address = new CfnEIP(this, 'Address', { domain: 'vpc' });
    this.vpc = new Vpc(this, 'Network', {
      ipAddresses: IpAddresses.cidr('10.64.0.0/22'),
      maxAzs: 2,
      natGateways: 1,
      natGatewayProvider: NatProvider.gateway({ eipAllocationIds: [address.attrAllocationId] }),
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'out', subnetType: SubnetType.PUBLIC, cidrMask: 26, mapPublicIpOnLaunch: false },
        { name: 'checks', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 24 },
      ],
      gatewayEndpoints: {
        table: { service: GatewayVpcEndpointAwsService.DYNAMODB },
        bucket: { service: GatewayVpcEndpointAwsService.S3 },
      },
    });
    this.vpc.addFlowLog('Flows', {
      destination: FlowLogDestination.toCloudWatchLogs(
        new LogGroup(this, 'FlowLog', {
          retention: logDays as RetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
          ...(key ? { encryptionKey: key } : {}),
        }),
      ),
    });
    new CfnOutput(this, 'EgressAddress', {
      description: 'The address that partners see',
      value: address.ref,
    }).overrideLogicalId('EgressAddress');
  }

  /** Lets Lambda attach the function to the network. */
  forAttaching(): Binding {
    return {
      variables: {},
      statements: [allow(INTERFACES, ['*'])],
      acknowledged: [
        {
          id: 'AwsSolutions-IAM5[Resource::*]',
          reason: 'Lambda refuses a role for a network whose interface actions are narrower than `*`.',
        },
      ],
    };
  }
}
