/** PagerDuty, Opsgenie, VictorOps, Pushover, SNS, Jira, incident.io. */
export const PAGING = `
{{- define "pagerduty.default.description" }}{{ template "__subject" . }}{{ end -}}
{{- define "pagerduty.default.client" }}{{ template "__alertmanager" . }}{{ end -}}
{{- define "pagerduty.default.clientURL" }}{{ template "__alertmanagerURL" . }}{{ end -}}
{{- define "pagerduty.default.instances" }}{{ template "__text_alert_list" . }}{{ end -}}

{{- define "opsgenie.default.message" }}{{ template "__subject" . }}{{ end -}}
{{- define "opsgenie.default.description" }}{{ template "__text_message" . }}{{ end -}}
{{- define "opsgenie.default.source" }}{{ template "__alertmanagerURL" . }}{{ end -}}

{{- define "victorops.default.state_message" }}{{ template "__text_message" . }}{{ end -}}
{{- define "victorops.default.entity_display_name" }}{{ template "__subject" . }}{{ end -}}
{{- define "victorops.default.monitoring_tool" }}{{ template "__alertmanager" . }}{{ end -}}

{{- define "pushover.default.title" }}{{ template "__subject" . }}{{ end -}}
{{- define "pushover.default.message" }}{{ with .CommonAnnotations.SortedPairs.Values }}{{ join " " . }}
{{ end }}{{ template "__text_message" . }}{{ end -}}
{{- define "pushover.default.url" }}{{ template "__alertmanagerURL" . }}{{ end -}}

{{- define "sns.default.subject" }}{{ template "__subject" . }}{{ end -}}
{{- define "sns.default.message" }}{{ template "__text_message" . }}{{ end -}}

{{- define "jira.default.summary" }}{{ template "__subject" . }}{{ end -}}
{{- define "jira.default.description" }}{{ template "__text_message" . }}{{ end -}}
{{- define "jira.default.priority" -}}
{{- $rank := 0 -}}
{{- range .Alerts.Firing -}}
{{- if and (eq .Labels.severity "info") (lt $rank 1) }}{{ $rank = 1 }}{{ end -}}
{{- if and (eq .Labels.severity "warning") (lt $rank 2) }}{{ $rank = 2 }}{{ end -}}
{{- if eq .Labels.severity "critical" }}{{ $rank = 3 }}{{ end -}}
{{- end -}}
{{- if eq $rank 3 }}High{{ else if eq $rank 2 }}Medium{{ else if eq $rank 1 }}Low{{ end -}}
{{- end -}}

{{- define "incidentio.default.title" }}{{ template "__subject" . }}{{ end -}}
{{- define "incidentio.default.description" }}{{ template "__text_message" . }}{{ end -}}
`;
