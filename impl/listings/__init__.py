"""What the worked assignment's listings do, rebuilt call for call: the baseline of the benchmarks, and what is
said of the listings is decided on. Nothing else uses them."""
