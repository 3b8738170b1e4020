"""From the outbox to Slack: claimed, paced, sent, and recorded."""
