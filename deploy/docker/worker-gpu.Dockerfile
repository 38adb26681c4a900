# syntax=docker/dockerfile:1
# A worker that trains. Built from the root of the repository:
#   docker build -f deploy/docker/worker-gpu.Dockerfile --target cuda -t lora-foundry/worker-gpu:0.1.0 .
#   docker build -f deploy/docker/worker-gpu.Dockerfile --target cpu -t lora-foundry/worker-gpu:0.1.0-cpu .

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -DskipTests -Dspotless.check.skip=true -pl worker-gpu -am package
# Layers, so that a new release ships its own classes only.
RUN java -Djarmode=tools -jar worker-gpu/target/worker-gpu-*-exec.jar \
    extract --layers --launcher --destination /layers

# libtorch with its CUDA libraries; the jar carries the binding for exactly this version.
FROM debian:12-slim AS libtorch
ARG LIBTORCH=https://download.pytorch.org/libtorch/cu128/libtorch-cxx11-abi-shared-with-deps-2.7.1%2Bcu128.zip
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl unzip \
    && curl -fsSL -o /tmp/libtorch.zip "$LIBTORCH" \
    && unzip -q /tmp/libtorch.zip 'libtorch/lib/*' -d /opt \
    && find /opt/libtorch/lib -name '*.a' -delete \
    && rm /tmp/libtorch.zip

FROM eclipse-temurin:21-jre AS cpu
# OpenMP for libtorch.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 foundry \
    && useradd --uid 10001 --gid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin foundry \
    && install -d -o 10001 -g 10001 /cache
WORKDIR /app
COPY --chmod=0555 deploy/docker/healthcheck /usr/local/bin/healthcheck
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
# Most memory is libtorch's, outside of Java's heap.
ENV SERVER_PORT=8080 \
    LORA_FOUNDRY_WORKER_CACHE=/cache \
    DJL_CACHE_DIR=/cache/djl \
    MALLOC_ARENA_MAX=2 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=30 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dai.djl.offline=true"
VOLUME ["/cache"]
EXPOSE 8080
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 CMD ["healthcheck"]
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]

FROM cpu AS cuda
COPY --from=libtorch /opt/libtorch/lib /opt/libtorch/lib
ENV PYTORCH_LIBRARY_PATH=/opt/libtorch/lib \
    PYTORCH_VERSION=2.7.1 \
    PYTORCH_FLAVOR=cu128 \
    LD_LIBRARY_PATH=/opt/libtorch/lib \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
