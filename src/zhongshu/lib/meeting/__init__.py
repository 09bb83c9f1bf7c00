"""What a meeting is made of and what follows from it. Pure: calendar, people and `now` are passed in."""
