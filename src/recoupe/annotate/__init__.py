"""What one article says: mentions, dates, figures, quotations, attributions, statements."""
