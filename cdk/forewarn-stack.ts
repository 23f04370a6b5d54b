import { Annotations, CfnOutput, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { FunctionFiles } from './bundle/build-functions.ts';
import type { Configuration } from './config.ts';
import { alarmPlans } from './constructs/alarm-plans.ts';
import { createAlarmTopic } from './constructs/alarm-topic.ts';
import { Alarms } from './constructs/alarms.ts';
import type { Binding } from './constructs/binding.ts';
import { CheckQueues } from './constructs/check-queues.ts';
import { createCustomerKey } from './constructs/customer-key.ts';
import { ForewarnDashboard } from './constructs/dashboard.ts';
import { Egress } from './constructs/egress.ts';
import { takeChecks, takeWakeUps } from './constructs/event-sources.ts';
import { EvidenceBucket } from './constructs/evidence-bucket.ts';
import { ForewarnFunction } from './constructs/forewarn-function.ts';
import { ForewarnApi } from './constructs/http-api.ts';
import { LedgerTable } from './constructs/ledger-table.ts';
import { forbidDeployment } from './constructs/local-only.ts';
import { MailIdentity } from './constructs/mail-identity.ts';
import { Schedules } from './constructs/schedules.ts';
import { secretsAccess } from './constructs/secrets-access.ts';
import { SigningKey } from './constructs/signing-key.ts';
import { createSpendingBudget } from './constructs/spending-budget.ts';
import { FUNCTIONS, type FunctionName } from './functions.ts';

export interface ForewarnStackProps extends StackProps {
  config: Configuration;
  version: string;
  functions: Record<FunctionName, FunctionFiles>;
}

/** How often what is due is looked for, whether or not the ledger woke anybody. */
const SWEPT_EVERY = Duration.minutes(5);

/** A whole Forewarn: composes the constructs, which own their defaults. */
export class ForewarnStack extends Stack {
  readonly functions: Record<FunctionName, ForewarnFunction>;

  constructor(scope: Construct, id: string, { config, version, functions, ...props }: ForewarnStackProps) {
    super(scope, id, props);
    for (const [name, value] of Object.entries({ application: 'forewarn', ...config.tags }))
      Tags.of(this).add(name, value);
    if (config.people === 'local') forbidDeployment(this);
    if (config.people === undefined)
      Annotations.of(this).addWarningV2(
        'forewarn:people',
        'Nobody can read the page or the API: name `people`.',
      );

    const key = config.customerKey ? createCustomerKey(this) : undefined;
    const ledger = new LedgerTable(this, 'Ledger', { key });
    const evidence = new EvidenceBucket(this, 'Evidence', { key, lockDays: config.evidenceLockDays });
    const queues = new CheckQueues(this, 'Queues', {
      key,
      checkSeconds: FUNCTIONS['run-check'].timeoutSeconds,
    });
    const schedules = new Schedules(this, 'Schedules', { queues, key });
    const signing = new SigningKey(this, 'Signing');
    const mail = new MailIdentity(this, 'Mail', config.mail);
    const secrets = secretsAccess(this, config.secrets);
    const egress = config.fixedEgress
      ? new Egress(this, 'Egress', { logDays: config.logDays, key })
      : undefined;

    const make = (id: string, name: FunctionName, bindings: Binding[]): ForewarnFunction =>
      new ForewarnFunction(this, id, {
        name,
        files: functions[name],
        config,
        version,
        key,
        bindings,
        vpc: name === 'run-check' ? egress?.vpc : undefined,
      });
    this.functions = {
      'run-check': make('RunCheck', 'run-check', [
        ledger.forWork(),
        evidence.forChecking(),
        secrets,
        queues.forChecking(),
        ...(egress ? [egress.forAttaching()] : []),
      ]),
      announce: make('Announce', 'announce', [
        ledger.forWork(),
        ledger.forWakeUps(),
        mail.forSending(),
        secrets,
        queues.forWakeUps(),
      ]),
      sweep: make('Sweep', 'sweep', [ledger.forWork(), mail.forSending(), secrets, signing.forSigning()]),
      api: make('Api', 'api', [
        ledger.forWork(),
        evidence.forShowing(),
        { variables: { FOREWARN_PEOPLE: peopleOf(config) }, statements: [] },
      ]),
      register: make('Register', 'register', [
        ledger.forRegistering(),
        evidence.forRegistering(),
        queues.forRegistering(),
        schedules.forRegistering(),
        { variables: { FOREWARN_REGISTRARS: registrarsOf(config) }, statements: [] },
      ]),
    };

    takeChecks(this.functions['run-check'], queues, config.concurrentChecks);
    takeWakeUps(this.functions.announce, ledger, queues);
    new Rule(this, 'Timer', {
      description: 'Sends what is still due, measures, signs',
      schedule: Schedule.rate(SWEPT_EVERY),
      // Asynchronous: a failed sweep is not repeated, the next one does the same.
      targets: [
        new FunctionTarget(this.functions.sweep.function, { retryAttempts: 0, maxEventAge: SWEPT_EVERY }),
      ],
    });

    const { http } = new ForewarnApi(this, 'Http', {
      api: this.functions.api,
      register: this.functions.register,
      config,
      key,
    });
    const watched = { functions: this.functions, queues, table: ledger.table, http };
    const topic = createAlarmTopic(this, config.alarms.email);
    const plans = alarmPlans(watched, config);
    const alarms = new Alarms(this, 'Alarm', { plans, topic, runbook: config.alarms.runbook });
    const { dashboard } = new ForewarnDashboard(this, 'Overview', { watched, alarms: alarms.all, config });
    if (config.budget) createSpendingBudget(this, config.budget);

    this.tell('ApiUrl', 'Where `forewarn register --url` and people find it', http.apiEndpoint);
    this.tell('TableName', 'The ledger; kept when the stack goes', ledger.table.tableName);
    this.tell(
      'BucketName',
      'Evidence and registered files; kept when the stack goes',
      evidence.bucket.bucketName,
    );
    this.tell('QueueUrl', 'Checks that are due', queues.checks.queueUrl);
    this.tell('ScheduleGroup', 'Schedules of all partners', schedules.group.ref);
    this.tell('SigningKeyArn', 'Signs checkpoints; kept when the stack goes', signing.key.keyArn);
    this.tell('AlarmTopicArn', 'Subscribe here to be told', topic.topicArn);
    this.tell('DashboardName', 'The overview in CloudWatch', dashboard.dashboardName);
  }

  private tell(id: string, description: string, value: string): void {
    new CfnOutput(this, id, { description, value });
  }
}

function peopleOf({ people }: Configuration): 'jwt' | 'local' {
  return people === 'local' ? 'local' : 'jwt';
}

function registrarsOf({ ci }: Configuration): string {
  return ci ? `${ci.claim}=${ci.values.join(',')}` : '';
}
