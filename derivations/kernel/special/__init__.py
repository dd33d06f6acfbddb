"""Special functions and numbers: what is known of the gamma function, and of quantities without variables."""
