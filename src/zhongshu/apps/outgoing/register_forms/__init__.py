"""What people fill in on the registers: numbers, seals, copies sent and received. The rules themselves stand in the actions."""
