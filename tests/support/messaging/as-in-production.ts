/**
 * kafkajs waits and tries otherwise when it finds itself in a test, and what is tested here is what runs in production.
 * It looks once, when it is loaded: this must be imported first.
 */
process.env.NODE_ENV = 'production';
