"""What the reader opens: each view is a pure function of the dossier."""
