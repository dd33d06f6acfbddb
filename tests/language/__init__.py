"""What may be typed, how it is read without running it, and how it is printed back."""
