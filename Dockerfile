# One image for all services: the command says which one a container is, such as `system/central/main.ts`. It is built
# from what `npm ci` made, needs no network, and holds what .dockerignore lets in: nothing else.
ARG NODE_IMAGE=node:24-bookworm-slim
FROM ${NODE_IMAGE}

# By this label all images that were made from this file are found, of whatever age.
LABEL norestart.image=services

# Everything belongs to root, and the services run as node: of all that is here they can write to /data alone.
RUN install -d -o node -g node /data
WORKDIR /app
# What changes seldom comes first: a change of the system costs the last layers only.
COPY node_modules node_modules
COPY package.json ./
COPY deploy deploy
COPY scenarios scenarios
COPY system system

# Types are stripped and code is compiled here, once, and not at each start of each container: by node, since the cache is
# of one user, and then kept from him, too. Each of these ends when it sees that it was told nothing.
ENV NODE_COMPILE_CACHE=/compiled
RUN install -d -o node -g node /compiled \
  && for main in system/*/main.ts system/*/*/main.ts; do \
    setpriv --reuid=node --regid=node --clear-groups node "$main" >/tmp/said 2>&1; \
    [ $? -eq 64 ] || { cat /tmp/said; exit 1; }; \
  done \
  && rm /tmp/said && chown -R root:root /compiled && chmod -R a+rX /compiled
USER node

# Settings of the services (system/service/settings.ts); a flag in the command wins over them. A container has an
# address of its own, so each listens on all of them, and may have the same port as the others.
ENV EV_HOST=0.0.0.0 EV_HTTP_PORT=8080 EV_DATABASE=/data/state.sqlite
EXPOSE 8080

# Healthy means that the service answers `/health` with 200, and nothing more. Kafka may be away: a service that waits
# for it says so there and is as alive as ever. Were it called unhealthy, it would be hidden or ended by whoever goes by
# this, just when it is to heal by itself. (`/health/ready` is what says 503 while it waits.) For the first minute nothing
# is held against it: on a busy machine so many services take their time to begin.
HEALTHCHECK --interval=5s --timeout=5s --retries=3 --start-period=60s CMD ["node", "deploy/docker/healthy.js"]

# No shell and no npm between Docker and the service: it is process 1 itself, hears SIGTERM, and ends within 1.5 s.
STOPSIGNAL SIGTERM
# V8 would let its youngest objects have 134 MB, and take them bit by bit (docs/running-the-system.md). kafkajs 2.2 makes
# Node 24 print this warning for each request.
ENTRYPOINT ["node", "--max-semi-space-size=4", "--disable-warning=TimeoutNegativeWarning"]
