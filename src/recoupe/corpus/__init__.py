"""Jobs on any number of reports that need a few of the stages, and load no others."""
