# Made from target/runbook.jar: run './mvnw package' first. Nothing is compiled here, so that the image holds exactly the jar
# that was tested, and its build needs Debian's packages only.
FROM debian:trixie-slim AS jre
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      openjdk-21-jre-headless postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/*

FROM jre AS unpacked
COPY target/runbook.jar /tmp/runbook.jar
RUN java -Djarmode=tools -jar /tmp/runbook.jar extract --destination /opt/runbook

FROM jre
RUN useradd --system --uid 10001 --home-dir /var/lib/runbook --create-home --shell /usr/sbin/nologin runbook \
 && install -d -m 700 -o runbook -g runbook /var/lib/runbook/data
# The libraries change seldom and are a layer of their own.
COPY --from=unpacked /opt/runbook/lib /opt/runbook/lib
COPY --from=unpacked /opt/runbook/runbook.jar /opt/runbook/runbook.jar
COPY docker/runbook /usr/local/bin/runbook
COPY changes /var/lib/runbook/changes
USER runbook
WORKDIR /var/lib/runbook
# Debian's pg_dump on the PATH is a wrapper that looks for clusters; the real one comes first.
ENV PATH=/usr/lib/postgresql/17/bin:/usr/local/bin:/usr/bin:/bin \
    LANG=C.UTF-8 \
    RUNBOOK_HOME=/var/lib/runbook/data \
    SERVER_ADDRESS=0.0.0.0
VOLUME /var/lib/runbook/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '\"status\":\"UP\"' <&3"]
ENTRYPOINT ["runbook"]
CMD ["serve"]
