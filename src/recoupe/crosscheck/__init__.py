"""Where reports agree, conflict, omit, and how many independent lines stand behind a claim."""
