/** Parts that the receivers' templates are made of. */
export const SHARED = `
{{- define "__alertmanager" }}Quartet{{ end -}}
{{- define "__alertmanagerURL" }}{{ .ExternalURL }}/alerts?receiver={{ .Receiver | urlquery }}{{ end -}}

{{- define "__status" }}{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ len .Alerts.Firing }}{{ end }}{{ end -}}

{{- define "__subject" -}}
[{{ template "__status" . }}]
{{- with .GroupLabels.Values }} {{ join " " . }}{{ end }}
{{- with (.CommonLabels.Remove .GroupLabels.Names).Values }} ({{ join " " . }}){{ end }}
{{- end -}}

{{- define "__description" }}{{ with .CommonAnnotations.summary }}{{ . }}{{ else }}{{ .CommonAnnotations.description }}{{ end }}{{ end -}}

{{- define "__top_series" }}{{ with .Annotations.top_series }}Top series:
{{ . }}
{{ end }}{{ end -}}

{{- define "__text_alert" }}{{ range .Labels.SortedPairs }}{{ .Name }}: {{ .Value }}
{{ end }}
{{- range (.Annotations.Remove (stringSlice "top_series")).SortedPairs }}{{ .Name }}: {{ .Value }}
{{ end }}
{{- template "__top_series" . }}
{{- with .GeneratorURL }}Source: {{ . }}
{{ end }}{{ end -}}

{{- define "__text_alert_list" }}{{ range $i, $alert := . }}{{ if $i }}
{{ end }}{{ template "__text_alert" $alert }}{{ end }}{{ end -}}

{{- define "__text_alert_list_markdown" }}{{ range . }}
**{{ with .Labels.alertname }}{{ . }}{{ else }}Alert{{ end }}**
{{ range (.Labels.Remove (stringSlice "alertname")).SortedPairs }}- {{ .Name }}: {{ .Value }}
{{ end }}
{{- range (.Annotations.Remove (stringSlice "top_series")).SortedPairs }}
{{ .Name }}: {{ .Value }}
{{ end }}
{{- with .Annotations.top_series }}
Top series:
{{ . }}
{{ end }}
{{- with .GeneratorURL }}
[Source]({{ . }})
{{ end }}{{ end }}{{ end -}}

{{- define "__text_message" }}{{ with .Alerts.Firing }}Firing
{{ template "__text_alert_list" . }}
{{ end }}{{ with .Alerts.Resolved }}Resolved
{{ template "__text_alert_list" . }}
{{ end }}{{ template "__alertmanagerURL" . }}{{ end -}}

{{- define "__markdown_message" }}{{ with .Alerts.Firing }}# Firing
{{ template "__text_alert_list_markdown" . }}
{{ end }}{{ with .Alerts.Resolved }}# Resolved
{{ template "__text_alert_list_markdown" . }}
{{ end }}[Show in {{ template "__alertmanager" . }}]({{ template "__alertmanagerURL" . }}){{ end -}}

{{- define "__top_series_of_all" }}{{ range .Alerts.Firing }}{{ template "__top_series" . }}{{ end }}{{ end -}}
`;
