"""What people look at: reads the warehouse's views and nothing else."""
