"""What happens by itself: deliveries, planned moments, rounds and forgetting."""
