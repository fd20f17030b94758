import { each, goneTo, listOf, type Rule, type SettingsTable, section, waiting } from './rules.js';

const routeSettings: SettingsTable = {
  ...each(
    waiting,
    `receiver group_by continue matchers match match_re group_wait group_interval repeat_interval mute_time_intervals
    active_time_intervals`,
  ),
  routes: listOf((): Rule => section(routeSettings)),
};

/** Each receiver's list is checked where it is acted upon. */
const receiver = each(
  waiting,
  `name discord_configs email_configs incidentio_configs jira_configs mattermost_configs msteams_configs
  msteamsv2_configs opsgenie_configs pagerduty_configs pushover_configs rocketchat_configs slack_configs sns_configs
  telegram_configs victorops_configs webex_configs webhook_configs wechat_configs`,
);

const timeInterval = section(each(waiting, 'name time_intervals'));

/** Alertmanager 0.28. https://prometheus.io/docs/alerting/latest/configuration/ */
export const alertmanagerSettings: SettingsTable = {
  global: section({
    ...each(
      waiting,
      `resolve_timeout http_config smtp_from smtp_smarthost smtp_hello smtp_auth_username smtp_auth_password
      smtp_auth_password_file smtp_auth_identity smtp_auth_secret smtp_auth_secret_file smtp_require_tls
      smtp_tls_config smtp_force_implicit_tls slack_api_url slack_api_url_file slack_app_token slack_app_token_file
      slack_app_url pagerduty_url opsgenie_api_key opsgenie_api_key_file opsgenie_api_url wechat_api_url
      wechat_api_secret wechat_api_secret_file wechat_api_corp_id victorops_api_key victorops_api_key_file
      victorops_api_url telegram_api_url telegram_bot_token telegram_bot_token_file webex_api_url rocketchat_api_url
      rocketchat_token rocketchat_token_file rocketchat_token_id rocketchat_token_id_file jira_api_url
      mattermost_webhook_url mattermost_webhook_url_file`,
    ),
    hipchat_url: goneTo('global.slack_api_url'),
    hipchat_api_url: goneTo('global.slack_api_url'),
    hipchat_auth_token: goneTo('global.slack_api_url'),
  }),
  route: section(routeSettings),
  inhibit_rules: listOf(
    section(
      each(
        waiting,
        'name target_match target_match_re target_matchers source_match source_match_re source_matchers equal',
      ),
    ),
  ),
  receivers: listOf(section(receiver)),
  templates: waiting,
  time_intervals: listOf(timeInterval),
  mute_time_intervals: listOf(timeInterval),
  tracing: waiting,
};
