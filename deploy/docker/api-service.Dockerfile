# syntax=docker/dockerfile:1
# The API, the page and the queue. Built from the root of the repository:
#   docker build -f deploy/docker/api-service.Dockerfile -t lora-foundry/api-service:0.1.0 .

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -DskipTests -Dspotless.check.skip=true -pl api-service -am package
# Layers, so that a new release ships its own classes only.
RUN java -Djarmode=tools -jar api-service/target/api-service-*-exec.jar \
    extract --layers --launcher --destination /layers

FROM eclipse-temurin:21-jre
RUN groupadd --gid 10001 foundry \
    && useradd --uid 10001 --gid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin foundry
WORKDIR /app
COPY --chmod=0555 deploy/docker/healthcheck /usr/local/bin/healthcheck
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
ENV SERVER_PORT=8080 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Dfile.encoding=UTF-8"
EXPOSE 8080
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 CMD ["healthcheck"]
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
