import type { HttpClientConfig } from '../../lib/http-client/http-client-config.js';
import type { DiscordConfig } from './discord.js';
import type { EmailConfig } from './email.js';
import type { IncidentIoConfig } from './incidentio.js';
import type { JiraConfig } from './jira.js';
import type { MattermostConfig } from './mattermost.js';
import type { MsTeamsConfig } from './msteams.js';
import type { MsTeamsV2Config } from './msteamsv2.js';
import type { OpsgenieConfig } from './opsgenie.js';
import type { PagerDutyConfig } from './pagerduty.js';
import type { PushoverConfig } from './pushover.js';
import type { RocketChatConfig } from './rocketchat.js';
import type { SlackConfig } from './slack.js';
import type { SnsConfig } from './sns.js';
import type { TelegramConfig } from './telegram.js';
import type { VictorOpsConfig } from './victorops.js';
import type { WebexConfig } from './webex.js';
import type { WebhookConfig } from './webhook.js';
import type { WeChatConfig } from './wechat.js';

/** By the name that files have before `_configs`. */
export interface IntegrationConfigs {
  readonly discord: DiscordConfig;
  readonly email: EmailConfig;
  readonly incidentio: IncidentIoConfig;
  readonly jira: JiraConfig;
  readonly mattermost: MattermostConfig;
  readonly msteams: MsTeamsConfig;
  readonly msteamsv2: MsTeamsV2Config;
  readonly opsgenie: OpsgenieConfig;
  readonly pagerduty: PagerDutyConfig;
  readonly pushover: PushoverConfig;
  readonly rocketchat: RocketChatConfig;
  readonly slack: SlackConfig;
  readonly sns: SnsConfig;
  readonly telegram: TelegramConfig;
  readonly victorops: VictorOpsConfig;
  readonly webex: WebexConfig;
  readonly webhook: WebhookConfig;
  readonly wechat: WeChatConfig;
}

export type IntegrationType = keyof IntegrationConfigs;

/** One way to reach people. */
export interface IntegrationConfig<T extends IntegrationType = IntegrationType> {
  readonly type: T;
  readonly sendResolved: boolean;
  readonly http: HttpClientConfig;
  readonly config: IntegrationConfigs[T];
}

/** https://prometheus.io/docs/alerting/latest/configuration/#receiver */
export interface ReceiverConfig {
  readonly name: string;
  readonly integrations: readonly IntegrationConfig[];
}
