"""What reading costs: speed, memory and start of each stage and of the whole, and peers."""
