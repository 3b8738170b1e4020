"""Memory: the engine, the unit of work, all tables, the questions asked of them, and the outbox."""
