"""What commands look up, check or note down: in the published file, the seeds, the quarantine."""
