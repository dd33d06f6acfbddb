"""Steps, hypotheses and instances that are almost right, models that judge them, and bugs planted in the kernel."""
