"""The mentoring program itself: rules only. No Slack, no SQL text, no clock."""
