"""What several tests share, and no test itself: the evidence plugin, tables, references, worlds and examples."""
