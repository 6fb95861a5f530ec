"""Ways in and out: the command line, exports."""
