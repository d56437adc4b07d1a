"""What one sentence tells: that something happens, who, when, where, how surely. Memory is only looked up."""
