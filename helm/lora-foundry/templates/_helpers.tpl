{{- define "lora-foundry.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "lora-foundry.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "lora-foundry.labels" -}}
{{ include "lora-foundry.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "lora-foundry.serviceAccount" -}}
{{- $made := ternary (include "lora-foundry.fullname" .) "default" .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default $made -}}
{{- end -}}

{{/* The image of an application: (list $ "api-service") */}}
{{- define "lora-foundry.image" -}}
{{- $root := index . 0 -}}
{{- printf "%s/%s:%s" $root.Values.images.repository (index . 1) ($root.Values.images.tag | default $root.Chart.AppVersion) -}}
{{- end -}}

{{/* What every pod is: not root, no token of the cluster, no new privileges. */}}
{{- define "lora-foundry.podSecurity" -}}
serviceAccountName: {{ include "lora-foundry.serviceAccount" . }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.images.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "lora-foundry.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{- define "lora-foundry.probes" -}}
startupProbe:
  httpGet: { path: /actuator/health/liveness, port: http }
  periodSeconds: 3
  failureThreshold: 60
livenessProbe:
  httpGet: { path: /actuator/health/liveness, port: http }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: { path: /actuator/health/readiness, port: http }
  periodSeconds: 5
  timeoutSeconds: 5
{{- end -}}

{{/* Settings that all three applications share. */}}
{{- define "lora-foundry.sharedEnv" -}}
- name: SERVER_PORT
  value: "8080"
- name: LORA_FOUNDRY_KAFKA_BOOTSTRAP_SERVERS
  value: {{ required "kafka.bootstrapServers is empty: give host:9092 of a Kafka 4.2 or newer" .Values.kafka.bootstrapServers | quote }}
{{- /* why: of a map, Spring reads the spelling without the dash only */}}
{{- range $property, $value := .Values.kafka.properties }}
- name: LORAFOUNDRY_KAFKA_PROPERTIES_{{ $property | upper | replace "." "_" }}
  value: {{ $value | quote }}
{{- end }}
{{- if .Values.kafka.secret.name }}
- name: LORAFOUNDRY_KAFKA_PROPERTIES_SASL_JAAS_CONFIG
  {{- include "lora-foundry.fromSecret" (list .Values.kafka.secret "jaasConfigKey" "kafka.secret.name") | nindent 2 }}
{{- end }}
- name: LORA_FOUNDRY_S3_ENDPOINT
  value: {{ required "s3.endpoint is empty: give the address of an S3 server, such as http://s3:9000" .Values.s3.endpoint | quote }}
- name: LORA_FOUNDRY_S3_REGION
  value: {{ .Values.s3.region | quote }}
- name: LORA_FOUNDRY_S3_BUCKET
  value: {{ .Values.s3.bucket | quote }}
- name: LORA_FOUNDRY_S3_ACCESS_KEY
  {{- include "lora-foundry.fromSecret" (list .Values.s3.secret "accessKeyKey" "s3.secret.name") | nindent 2 }}
- name: LORA_FOUNDRY_S3_SECRET_KEY
  {{- include "lora-foundry.fromSecret" (list .Values.s3.secret "secretKeyKey" "s3.secret.name") | nindent 2 }}
{{- end -}}

{{/* A value of an existing secret: (list SECRET "KEY'S NAME" "WHERE IT IS SET") */}}
{{- define "lora-foundry.fromSecret" -}}
{{- $secret := index . 0 -}}
valueFrom:
  secretKeyRef:
    name: {{ required (printf "%s is empty: name an existing secret" (index . 2)) $secret.name }}
    key: {{ get $secret (index . 1) }}
{{- end -}}
