"""The pages used while a meeting takes place, split by what is going on."""
