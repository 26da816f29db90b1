/** Every version that the harness asks for, in one place: the recipes and the names of cache entries take them from here. */
export const versions = {
  /** Apache Kafka, fetched as `org.apache.kafka:kafka_2.13`. */
  kafka: '4.4.0',
  /** Kafka 4 brings slf4j 1.7, so its log binding is `log4j-slf4j-impl`, not `log4j-slf4j2-impl`. */
  log4jBinding: '2.25.1',
  /** Pinned, because each Maven brings another default. */
  mavenDependencyPlugin: '3.8.1',
  /** Fetched as `github.com/Shopify/toxiproxy/v2`. */
  toxiproxy: '2.12.0',
  /** The public images of the same, and of what the services run on. */
  kafkaImage: 'apache/kafka:4.4.0',
  toxiproxyImage: 'ghcr.io/shopify/toxiproxy:2.12.0',
  nodeImage: 'node:24-bookworm-slim',
} as const;

/** The oldest tools that work. Kafka 4 brokers need Java 17; Toxiproxy 2.12's go.mod asks for Go 1.23. */
export const minimums = { node: '24.8', java: '17', maven: '3.6', go: '1.23' } as const;
