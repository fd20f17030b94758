import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Secret } from '../../lib/http-client/http-client-config.js';
import { NotifyError } from '../notify/integration.js';
import { type AwsCredentials, awsHeaders } from './aws-signature.js';
import type { Delivery } from './delivery.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#sigv4_config */
export interface AwsAccess {
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey?: Secret | undefined;
  readonly profile: string;
  readonly roleArn: string;
}

/** The keys of the settings, the environment, or the profile; those of the role where there is one. Asked for each time. */
export async function awsCredentials(access: AwsAccess, region: string, delivery: Delivery): Promise<AwsCredentials> {
  const own = await ownCredentials(access, delivery);
  delivery.hide(own.secretKey);
  if (own.sessionToken !== undefined) delivery.hide(own.sessionToken);
  return access.roleArn === '' ? own : assumeRole(own, access.roleArn, region, delivery);
}

async function ownCredentials(access: AwsAccess, delivery: Delivery): Promise<AwsCredentials> {
  if (access.accessKey !== '')
    return { accessKey: access.accessKey, secretKey: await delivery.secret(access.secretKey) };
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (access.profile === '' && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
    return {
      accessKey: AWS_ACCESS_KEY_ID,
      secretKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    };
  }
  return ofProfile(access.profile || process.env.AWS_PROFILE || 'default');
}

/** https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html */
async function ofProfile(profile: string): Promise<AwsCredentials> {
  const path = process.env.AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), '.aws', 'credentials');
  const text = await readFile(path, 'utf8').catch(() => '');
  const values = new Map<string, string>();
  let isProfile = false;
  for (const line of text.split(/\r?\n/)) {
    const section = line.trim().match(/^\[(.*)\]$/)?.[1];
    if (section !== undefined) isProfile = section.trim() === profile;
    else if (isProfile && line.includes('='))
      values.set(line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim());
  }
  const [accessKey, secretKey] = [values.get('aws_access_key_id'), values.get('aws_secret_access_key')];
  const sessionToken = values.get('aws_session_token');
  if (accessKey && secretKey) return { accessKey, secretKey, ...(sessionToken && { sessionToken }) };
  throw new NotifyError(
    `no AWS credentials: neither sigv4.access_key nor AWS_ACCESS_KEY_ID nor profile ${profile} in ${path}`,
    false,
  );
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
async function assumeRole(own: AwsCredentials, role: string, region: string, delivery: Delivery) {
  const url = `https://sts.${region}.amazonaws.com/`;
  const form = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: role,
    RoleSessionName: 'quartet',
  });
  const headers = awsHeaders(own, region, 'sts', url, form.toString(), delivery.notification.nowMs);
  const answer = await delivery.call({ url, form, headers });
  const text = Buffer.from(answer.body).toString();
  const part = (name: string) => text.match(new RegExp(`<${name}>([^<]*)</${name}>`))?.[1] ?? '';
  const credentials = {
    accessKey: part('AccessKeyId'),
    secretKey: part('SecretAccessKey'),
    sessionToken: part('SessionToken'),
  };
  delivery.hide(credentials.secretKey);
  delivery.hide(credentials.sessionToken);
  return credentials;
}
