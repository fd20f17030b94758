/** Slack, Mattermost, Rocket.Chat, Discord, Telegram, Teams, Webex, WeChat. */
export const CHAT = `
{{- define "slack.default.title" }}{{ template "__subject" . }}{{ end -}}
{{- define "slack.default.username" }}{{ template "__alertmanager" . }}{{ end -}}
{{- define "slack.default.fallback" }}{{ template "slack.default.title" . }} | {{ template "slack.default.titlelink" . }}{{ end -}}
{{- define "slack.default.callbackid" }}{{ end -}}
{{- define "slack.default.pretext" }}{{ end -}}
{{- define "slack.default.titlelink" }}{{ template "__alertmanagerURL" . }}{{ end -}}
{{- define "slack.default.iconemoji" }}{{ end -}}
{{- define "slack.default.iconurl" }}{{ end -}}
{{- define "slack.default.text" }}{{ template "__top_series_of_all" . }}{{ end -}}
{{- define "slack.default.footer" }}{{ end -}}

{{- define "mattermost.default.username" }}{{ template "__alertmanager" . }}{{ end -}}
{{- define "mattermost.default.fallback" }}{{ template "__subject" . }} | {{ template "__alertmanagerURL" . }}{{ end -}}
{{- define "mattermost.default.color" }}{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}{{ end -}}
{{- define "mattermost.default.title" }}{{ template "__subject" . }}{{ end -}}
{{- define "mattermost.default.titlelink" }}{{ template "__alertmanagerURL" . }}{{ end -}}
{{- define "mattermost.default.text" }}{{ template "__markdown_message" . }}{{ end -}}

{{- define "rocketchat.default.title" }}{{ template "__subject" . }}{{ end -}}
{{- define "rocketchat.default.alias" }}{{ template "__alertmanager" . }}{{ end -}}
{{- define "rocketchat.default.titlelink" }}{{ template "__alertmanagerURL" . }}{{ end -}}
{{- define "rocketchat.default.emoji" }}{{ end -}}
{{- define "rocketchat.default.iconurl" }}{{ end -}}
{{- define "rocketchat.default.text" }}{{ template "__top_series_of_all" . }}{{ end -}}

{{- define "discord.default.title" }}{{ template "__subject" . }}{{ end -}}
{{- define "discord.default.content" }}{{ end -}}
{{- define "discord.default.message" }}{{ template "__markdown_message" . }}{{ end -}}

{{- define "telegram.default.message" }}{{ template "__text_message" . }}{{ end -}}

{{- define "msteams.default.title" }}{{ template "__subject" . }}{{ end -}}
{{- define "msteams.default.summary" }}{{ template "__subject" . }}{{ end -}}
{{- define "msteams.default.text" }}{{ template "__markdown_message" . }}{{ end -}}

{{- define "msteamsv2.default.title" }}{{ template "__subject" . }}{{ end -}}
{{- define "msteamsv2.default.text" }}{{ template "__markdown_message" . }}{{ end -}}

{{- define "webex.default.message" }}{{ template "__subject" . }}
{{ template "__markdown_message" . }}{{ end -}}

{{- define "wechat.default.message" }}{{ template "__subject" . }}
{{ template "__text_message" . }}{{ end -}}
{{- define "wechat.default.to_user" }}{{ end -}}
{{- define "wechat.default.to_party" }}{{ end -}}
{{- define "wechat.default.to_tag" }}{{ end -}}
{{- define "wechat.default.agent_id" }}{{ end -}}
`;
