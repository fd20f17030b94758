/** Mail: one column, styles in place, no pictures, so that every reader shows it. */
export const EMAIL = `
{{- define "email.default.subject" }}{{ template "__subject" . }}{{ end -}}

{{- define "__email_alert" }}
<tr><td style="padding: 12px 16px; border-top: 1px solid #d8dce2;">
<strong>{{ with .Labels.alertname }}{{ . }}{{ else }}Alert{{ end }}</strong>
<span style="color: #5b6470;">since {{ .StartsAt.UTC.Format "2006-01-02 15:04:05 MST" }}</span>
{{- with .Annotations.summary }}
<p style="margin: 8px 0;">{{ . }}</p>
{{- end }}
<table style="font-size: 13px; border-collapse: collapse;">
{{- range .Labels.SortedPairs }}
<tr><td style="padding: 1px 12px 1px 0; color: #5b6470;">{{ .Name }}</td><td>{{ .Value }}</td></tr>
{{- end }}
{{- range (.Annotations.Remove (stringSlice "summary" "top_series")).SortedPairs }}
<tr><td style="padding: 1px 12px 1px 0; color: #5b6470;">{{ .Name }}</td><td>{{ .Value }}</td></tr>
{{- end }}
</table>
{{- with .Annotations.top_series }}
<p style="margin: 8px 0 2px;">Top series</p>
<pre style="margin: 0; font-size: 12px;">{{ . }}</pre>
{{- end }}
{{- with .GeneratorURL }}
<p style="margin: 8px 0 0;"><a href="{{ . }}">Source</a></p>
{{- end }}
</td></tr>
{{- end -}}

{{- define "__email_section" }}
<tr><td style="padding: 10px 16px; color: #ffffff; background: {{ .color }};">{{ .title }}: {{ len .alerts }}</td></tr>
{{- range .alerts }}{{ template "__email_alert" . }}{{ end }}
{{- end -}}

{{- define "email.default.html" -}}
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ template "__subject" . }}</title>
</head>
<body style="margin: 0; padding: 16px; background: #f3f4f6; color: #1b1f24; font: 14px/1.45 sans-serif;">
<table style="width: 100%; max-width: 680px; margin: 0 auto; background: #ffffff; border-collapse: collapse;">
<tr><td style="padding: 16px; font-size: 17px;">{{ template "__subject" . }}</td></tr>
<tr><td style="padding: 0 16px 16px;"><a href="{{ template "__alertmanagerURL" . }}">Show in {{ template "__alertmanager" . }}</a></td></tr>
{{- with .Alerts.Firing }}{{ template "__email_section" (dict "title" "Firing" "color" "#c4281c" "alerts" .) }}{{ end }}
{{- with .Alerts.Resolved }}{{ template "__email_section" (dict "title" "Resolved" "color" "#1f7a3d" "alerts" .) }}{{ end }}
<tr><td style="padding: 12px 16px; border-top: 1px solid #d8dce2; color: #5b6470; font-size: 12px;">Sent by <a href="{{ .ExternalURL }}">{{ template "__alertmanager" . }}</a></td></tr>
</table>
</body>
</html>
{{ end -}}
`;
