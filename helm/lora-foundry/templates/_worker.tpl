{{/* The Deployment of a pool of workers: (list $ POOL "worker-gpu" "train") */}}
{{- define "lora-foundry.worker" -}}
{{- $root := index . 0 -}}
{{- $pool := index . 1 -}}
{{- $application := index . 2 -}}
{{- $component := index . 3 -}}
{{- $outputs := ternary ($pool.diskCacheSize | default "10Gi") "0Mi" (eq $component "train") -}}
{{- $name := printf "%s-%s-%s" (include "lora-foundry.fullname" $root) $component $pool.name -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels:
    {{- include "lora-foundry.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ $component }}
    lora-foundry/pool: {{ $pool.name }}
spec:
  replicas: {{ $pool.replicas }}
  selector:
    matchLabels:
      {{- include "lora-foundry.selector" $root | nindent 6 }}
      app.kubernetes.io/component: {{ $component }}
      lora-foundry/pool: {{ $pool.name }}
  strategy:
    rollingUpdate:
      # GPUs are rare: an old worker goes before its successor comes.
      maxSurge: 0
      maxUnavailable: 1
  template:
    metadata:
      labels:
        {{- include "lora-foundry.labels" $root | nindent 8 }}
        app.kubernetes.io/component: {{ $component }}
        lora-foundry/pool: {{ $pool.name }}
    spec:
      {{- include "lora-foundry.podSecurity" $root | nindent 6 }}
      terminationGracePeriodSeconds: {{ $pool.terminationGracePeriodSeconds }}
      containers:
        - name: {{ $application }}
          image: {{ include "lora-foundry.image" (list $root $application) }}
          imagePullPolicy: {{ $root.Values.images.pullPolicy }}
          {{- include "lora-foundry.containerSecurity" $root | nindent 10 }}
          ports:
            - name: http
              containerPort: 8080
          env:
            {{- include "lora-foundry.sharedEnv" $root | nindent 12 }}
            - name: LORA_FOUNDRY_API_URL
              value: {{ printf "http://%s-api:%v" (include "lora-foundry.fullname" $root) $root.Values.api.service.port | quote }}
            - name: LORA_FOUNDRY_API_WORKER_TOKEN
              {{- include "lora-foundry.fromSecret" (list $root.Values.tokens.secret "workerTokenKey" "tokens.secret.name") | nindent 14 }}
            - name: LORA_FOUNDRY_WORKER_ID
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: LORA_FOUNDRY_WORKER_DEVICE
              value: {{ $pool.device | quote }}
            - name: LORA_FOUNDRY_WORKER_CACHE
              value: /cache
            - name: LORA_FOUNDRY_WORKER_CACHE_SIZE
              value: {{ printf "%sMB" (include "lora-foundry.mebibytes" $pool.cacheSize) | quote }}
            {{- if eq $component "train" }}
            - name: LORA_FOUNDRY_TRAINING_DISK_CACHE_SIZE
              value: {{ printf "%sMB" (include "lora-foundry.mebibytes" $outputs) | quote }}
            {{- end }}
            {{- $grace := int $pool.terminationGracePeriodSeconds }}
            - name: LORA_FOUNDRY_WORKER_DRAIN
              value: {{ printf "%ds" (sub $grace 30) | quote }}
            - name: SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE
              value: {{ printf "%ds" (sub $grace 15) | quote }}
            {{- if eq (int $pool.gpus) 0 }}
            # The image asks for all GPUs of its host, which a pool without any must not see.
            - name: NVIDIA_VISIBLE_DEVICES
              value: void
            {{- end }}
            {{- range $variable, $value := $pool.env }}
            - name: {{ $variable }}
              value: {{ $value | quote }}
            {{- end }}
          {{- include "lora-foundry.probes" $root | nindent 10 }}
          {{- $resources := deepCopy ($pool.resources | default dict) }}
          {{- if gt (int $pool.gpus) 0 }}
          {{- $gpu := dict ($pool.gpuResource | default "nvidia.com/gpu") (int $pool.gpus) }}
          {{- $_ := set $resources "limits" (merge $gpu ($resources.limits | default dict)) }}
          {{- end }}
          resources:
            {{- toYaml $resources | nindent 12 }}
          volumeMounts:
            - name: tmp
              mountPath: /tmp
            - name: cache
              mountPath: /cache
      volumes:
        - name: tmp
          emptyDir: {}
        - name: cache
          emptyDir:
            # Room for files on their way beside what the worker keeps.
            sizeLimit: {{ add (include "lora-foundry.mebibytes" $pool.cacheSize) (include "lora-foundry.mebibytes" $outputs) 10240 }}Mi
      {{- with $pool.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $pool.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $pool.affinity }}
      affinity:
        {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end -}}

{{/* A size such as 50Gi or 500Mi in mebibytes, which Spring calls MB. */}}
{{- define "lora-foundry.mebibytes" -}}
{{- if hasSuffix "Gi" . -}}
{{- mul (trimSuffix "Gi" .) 1024 -}}
{{- else -}}
{{- trimSuffix "Mi" . -}}
{{- end -}}
{{- end -}}
