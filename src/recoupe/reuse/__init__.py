"""What was copied, by whom, and with which edits."""
