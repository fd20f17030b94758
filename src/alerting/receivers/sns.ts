import { NotifyError } from '../notify/integration.js';
import { type AwsAccess, awsCredentials } from './aws-credentials.js';
import { awsHeaders } from './aws-signature.js';
import type { Delivery } from './delivery.js';
import type { Send } from './send.js';
import { truncateBytes, truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#sns_config */
export interface SnsConfig {
  /** Empty: that of the region. */
  readonly apiUrl: string;
  readonly sigv4: AwsAccess;
  readonly topicArn: string;
  readonly phoneNumber: string;
  readonly targetArn: string;
  readonly subject: string;
  readonly message: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const MAX_SUBJECT = 100;
const MAX_MESSAGE_BYTES = 256 * 1024;
const MAX_SMS_BYTES = 1600;

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const sns: Send<SnsConfig> = async (config, delivery) => {
  const form = publication(config, delivery);
  const apiUrl = delivery.text(config.apiUrl);
  const region = regionOf(config, apiUrl, form);
  const url = new URL(apiUrl === '' ? `https://sns.${region}.amazonaws.com` : apiUrl).href;
  const credentials = await awsCredentials(config.sigv4, region, delivery);
  const headers = awsHeaders(credentials, region, 'sns', url, form.toString(), delivery.notification.nowMs);
  await delivery.call({ url, form, headers });
};

function publication(config: SnsConfig, delivery: Delivery): URLSearchParams {
  const [topic, phone, target] = [config.topicArn, config.phoneNumber, config.targetArn].map((one) =>
    delivery.text(one),
  ) as [string, string, string];
  const whole = delivery.text(config.message);
  const message = truncateBytes(whole, phone === '' ? MAX_MESSAGE_BYTES : MAX_SMS_BYTES);
  const subject = truncateCharacters(delivery.text(config.subject), MAX_SUBJECT);
  const form = new URLSearchParams({ Action: 'Publish', Version: '2010-03-31' });
  if (topic !== '') form.set('TopicArn', topic);
  if (phone !== '') form.set('PhoneNumber', phone);
  if (target !== '') form.set('TargetArn', target);
  if (topic.endsWith('.fifo')) {
    form.set('MessageDeduplicationId', delivery.groupHash);
    form.set('MessageGroupId', delivery.groupHash);
  }
  form.set('Message', message);
  if (subject !== '') form.set('Subject', subject);
  const attributes = Object.entries(config.attributes).map(([name, template]) => [
    delivery.text(name),
    delivery.text(template),
  ]);
  if (message !== whole) attributes.push(['truncated', 'true']);
  for (const [i, [name = '', value = '']] of attributes.entries()) {
    const prefix = `MessageAttributes.entry.${i + 1}`;
    form.set(`${prefix}.Name`, name);
    form.set(`${prefix}.Value.DataType`, 'String');
    form.set(`${prefix}.Value.StringValue`, value);
  }
  return form;
}

/** As it is given, or as address or topic name it. */
function regionOf({ sigv4 }: SnsConfig, apiUrl: string, form: URLSearchParams): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const arn = (form.get('TopicArn') ?? form.get('TargetArn') ?? '').split(':')[3];
  const host = apiUrl.match(/\/\/sns\.([a-z0-9-]+)\.amazonaws/)?.[1];
  const region = sigv4.region || AWS_REGION || AWS_DEFAULT_REGION || host || arn;
  if (region) return region;
  throw new NotifyError('no AWS region: give sigv4.region', false);
}
